// What is kept of each request while debugging: what it wrote to the console, and what went wrong in it. Code finds
// the record of the request that it runs in, however deep, and also in streams and in work after the response.

import { AsyncLocalStorage } from "node:async_hooks";
import type { BodyChunk, Gateway, Incoming, Outgoing } from "../gateway.ts";
import { Output } from "./console-output.ts";
import type { Guard } from "./guard.ts";
import type { Report } from "./report.ts";
import { isStreamed } from "../http/streamed-body.ts";

/** The server that a request came to, as far as records are concerned. */
export interface RecordedServer {
  readonly guard: Guard;
  pageOf(report: Report): string | null;
  linkOf(report: Report): string | null;
}

export class RequestRecord {
  readonly incoming: Incoming;
  readonly server: RecordedServer;
  readonly output: Output = new Output();
  /** By what was thrown, which may be no object. */
  readonly reports: Map<unknown, Report> = new Map();

  constructor(incoming: Incoming, server: RecordedServer) {
    this.incoming = incoming;
    this.server = server;
  }
}

export class RequestRecords {
  readonly #storage = new AsyncLocalStorage<RequestRecord>();

  /** That of the request which the code that asks belongs to. */
  get current(): RequestRecord | undefined {
    return this.#storage.getStore();
  }

  /** A gateway whose requests each have a record. */
  around(gateway: Gateway, server: RecordedServer): Gateway {
    return (incoming) => {
      const record = new RequestRecord(incoming, server);
      const within = <Result>(run: () => Result): Result => this.#storage.run(record, run);
      const outgoing = within(() => gateway(incoming));
      return outgoing instanceof Promise
        ? outgoing.then((whole) => withBodyInside(whole, within))
        : withBodyInside(outgoing, within);
    };
  }
}

type Within = <Result>(run: () => Result) => Result;

// The server asks for what comes next when the client has taken what was there: outside of everything.
function withBodyInside(outgoing: Outgoing, within: Within): Outgoing {
  const { body, takeOver } = outgoing;
  const isStream = isStreamed(body);
  if (!isStream && takeOver === undefined) return outgoing;
  return {
    ...outgoing,
    body: isStream ? new BodyInside(body, within) : body,
    ...(takeOver === undefined ? {} : { takeOver: (socket) => within(() => takeOver(socket)) }),
  };
}

class BodyInside implements AsyncIterableIterator<BodyChunk, undefined> {
  readonly #body: AsyncIterable<BodyChunk>;
  readonly #within: Within;
  #source: AsyncIterator<BodyChunk, unknown> | undefined;

  constructor(body: AsyncIterable<BodyChunk>, within: Within) {
    this.#body = body;
    this.#within = within;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<BodyChunk, undefined>> {
    return this.#within(async () => {
      this.#source ??= this.#body[Symbol.asyncIterator]();
      const step = await this.#source.next();
      return step.done === true ? { done: true, value: undefined } : step;
    });
  }

  async return(): Promise<IteratorResult<BodyChunk, undefined>> {
    return this.#within(async () => {
      this.#source ??= this.#body[Symbol.asyncIterator]();
      await this.#source.return?.();
      return { done: true, value: undefined };
    });
  }
}
