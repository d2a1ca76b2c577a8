// One connection of the load generator: sends requests, checks answers.

import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Target } from "../generator.ts";
import { AnswerReader } from "./answer-reader.ts";

// Read by one socket at a time, so one for all: a new buffer for each read costs more than the rest.
const readBuffer = Buffer.allocUnsafe(64 * 1024);

/** What every connection sends and expects, as bytes. */
export class Dialogue {
  readonly target: Target;
  readonly bodies: readonly Buffer[];
  readonly #requests: readonly Buffer[];

  constructor(target: Target) {
    this.target = target;
    this.bodies = target.exchanges.map(({ answer }) => Buffer.from(answer));
    const each = target.exchanges.map(({ request }) => Buffer.from(request, "latin1"));
    this.#requests = target.depth === 1 ? each : [Buffer.concat(repeated(each, target.depth))];
  }

  /** What to send the nth time: a request, or as many as are sent at once. */
  requests(n: number): Buffer {
    return this.#requests[n % this.#requests.length]!;
  }
}

export class Connection {
  /** When the request was sent, or was due, that is answered next. */
  startMs = 0;
  readonly #socket: Socket;
  readonly #dialogue: Dialogue;
  #sent = 0;

  /** @param onAnswer Called with the connection at each right answer. */
  constructor(dialogue: Dialogue, onAnswer: (connection: Connection) => void) {
    this.#dialogue = dialogue;
    const { port, isTls } = dialogue.target;
    const reader = new AnswerReader(dialogue.bodies, () => onAnswer(this));
    const address = { host: "127.0.0.1", port };
    if (isTls) {
      this.#socket = connectTls({ ...address, rejectUnauthorized: false });
      this.#socket.setNoDelay(true);
      this.#socket.on("data", (bytes) => reader.take(bytes, bytes.length));
    } else {
      const callback = (length: number): boolean => {
        reader.take(readBuffer, length);
        return true;
      };
      const onread = { buffer: readBuffer, callback };
      this.#socket = connect({ ...address, noDelay: true, onread });
    }
    this.#socket.on("close", () => {
      throw new Error("the server closed a connection");
    });
  }

  connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once(this.#dialogue.target.isTls ? "secureConnect" : "connect", resolve);
      this.#socket.once("error", reject);
    });
  }

  /** Sends the next request; where the load is pipelined, the next ones. */
  send(): void {
    this.#socket.write(this.#dialogue.requests(this.#sent++));
  }
}

function repeated<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, i) => items[i % items.length]!);
}
