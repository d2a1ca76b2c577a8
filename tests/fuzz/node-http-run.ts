// An input through node:http: what it made of it.

import { createServer, type IncomingMessage, type Server } from "node:http";
import { Duplex } from "node:stream";
import type { SeenRequest } from "./engine-run.ts";

/** A connection without a socket, which the server cannot tell from one. */
class Connection extends Duplex {
  override _read(): void {}

  override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
    done();
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}
}

interface SeenByNode {
  readonly request: IncomingMessage;
  body: string;
}

/** One server, any number of inputs. */
export class NodeHttp {
  readonly #server: Server;
  #seen: SeenByNode[] = [];

  constructor() {
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      const seen: SeenByNode = { request, body: "" };
      this.#seen.push(seen);
      request.setEncoding("latin1");
      request.on("data", (text: string) => (seen.body += text));
      request.on("error", () => {});
      request.on("end", () => response.end("ok"));
    });
    // What came before the error still has to be handed over: the connection is dropped later.
    this.#server.on("clientError", () => {});
  }

  async run(input: string): Promise<readonly SeenRequest[]> {
    const seen: SeenByNode[] = [];
    this.#seen = seen;
    const connection = new Connection();
    this.#server.emit("connection", connection);
    connection.push(Buffer.from(input, "latin1"));
    connection.push(null);
    // It answers over several turns of the loop, and goes on with the next request only then.
    for (let quiet = 0, before = 0; quiet < 4; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (seen.length > before) quiet = 0;
      before = seen.length;
    }
    connection.destroy();
    return seen
      .filter(({ request }) => request.complete)
      .map(({ request: { method = "", url = "" }, body }) => ({ method, target: url, body }));
  }

  close(): void {
    this.#server.close();
  }
}
