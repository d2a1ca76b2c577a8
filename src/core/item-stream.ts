// A response whose items are sent while they are made: its format is chosen when it is sent,
// by the handler or by what the client accepts.

import Negotiator from "negotiator";
import { HTTPError } from "../errors/http-error.ts";
import { problemDocument } from "../errors/problem.ts";
import type { Outgoing } from "../gateway.ts";
import { HeaderFields } from "../http/headers.ts";
import type { JSONOptions } from "../json/policy.ts";
import type { Application } from "./application.ts";
import type { BaseContext } from "./context.ts";
import { unforeseen } from "./error-handlers.ts";
import { Response, type ResponseInit } from "./response.ts";
import { jsonArray, ndjsonLines, serverSentEvents, type StreamFormat } from "./stream-format.ts";
import { StreamPump } from "./stream-pump.ts";

/** Items of a stream, or a function that makes them for a client that comes back. */
export type StreamItems =
  | AsyncIterable<unknown>
  | Iterable<unknown>
  | ((lastEventId: string | null) => AsyncIterable<unknown> | Iterable<unknown>);

export interface ItemStreamInit extends ResponseInit, JSONOptions {
  /** How often a quiet event stream shows that it lives, in milliseconds; 15,000 unless given, 0 for never. */
  readonly heartbeatMs?: number | undefined;
}

// Proxies close what is quiet for 60 seconds, some for 30.
const defaultHeartbeatMs = 15_000;

const negotiable: readonly StreamFormat[] = [jsonArray, ndjsonLines, serverSentEvents];

export class ItemStream extends Response {
  readonly #items: StreamItems;
  readonly #init: ItemStreamInit;
  readonly #format: StreamFormat | null;

  /** @param format null to let the client's `Accept` decide. */
  constructor(items: StreamItems, init: ItemStreamInit, format: StreamFormat | null) {
    super(null, init);
    this.#items = items;
    this.#init = init;
    this.#format = format;
  }

  /** The response as it is sent to this client. */
  send(app: Application, context: BaseContext): Outgoing {
    const format = this.#format ?? negotiate(context.headers.get("accept"));
    const headers = new HeaderFields(this.headers);
    if (this.#init.mimetype === undefined) headers.set("content-type", format.mimetype);
    if (this.#format === null) headers.append("vary", "accept");
    if (format === serverSentEvents) {
      if (!headers.has("cache-control")) headers.set("cache-control", "no-cache");
      // nginx gathers what it passes on unless it is told not to.
      headers.set("x-accel-buffering", "no");
    }
    const { heartbeatMs = defaultHeartbeatMs } = this.#init;
    const { open, close, heartbeat } = format;
    const write = (item: unknown, isFirst: boolean): string | Promise<string> => {
      const text = app.json.encode(format.valueOf(item), this.#init);
      if (typeof text === "string") return format.write(text, item, isFirst);
      return text.then((awaited) => format.write(awaited, item, isFirst));
    };
    const lastWords = (error: unknown): string => {
      app.report(`${context.method} ${context.path} failed half-way`, error);
      const failure = error instanceof HTTPError ? error : unforeseen(error);
      return format.failure(problemDocument(failure, context.path));
    };
    const items =
      typeof this.#items === "function"
        ? this.#items(context.headers.get("last-event-id"))
        : this.#items;
    const body = new StreamPump({ items, open, close, write, lastWords, heartbeat, heartbeatMs });
    return { status: this.status, headers, body };
  }
}

// What suits nobody is sent all the same: a client that cannot read a list of JSON can say so itself.
function negotiate(accept: string | null): StreamFormat {
  if (accept === null) return jsonArray;
  const mimetypes = negotiable.map(({ mimetype }) => mimetype);
  const chosen = new Negotiator({ headers: { accept } }).mediaType(mimetypes);
  return negotiable.find(({ mimetype }) => mimetype === chosen) ?? jsonArray;
}

/**
 * Sends each item as a line of JSON, as soon as it is there.
 *
 * If an item fails, the last line is `{"error": problem}`, and then the connection is cut.
 * @example
 * const app = new Hipflask();
 * app.get("/rows", () => ndjson([{ id: 1 }, { id: 2 }]));
 * const response = await app.testClient().get("/rows");
 * await response.text(); // => '{"id":1}\n{"id":2}\n'
 */
export function ndjson(items: StreamItems, init: ItemStreamInit = {}): ItemStream {
  return new ItemStream(items, init, ndjsonLines);
}

/**
 * Sends each item as an event whose data is JSON: what a page's `EventSource` reads.
 *
 * An item that is a `ServerSentEvent` also has a name, an id or a time to retry. A client that comes back
 * says which id it saw last: give a function to go on from there. A quiet stream sends a comment every 15 seconds.
 * If an item fails, an event named `error` says so with a problem document, and then the connection is cut.
 * @example
 * const app = new Hipflask();
 * app.get("/ticks", () => eventStream((lastEventId) => {
 *   const next = Number(lastEventId ?? 0) + 1;
 *   return [new ServerSentEvent({ tick: next }, { id: String(next) })];
 * }));
 * const response = await app.testClient().get("/ticks", { headers: { "last-event-id": "6" } });
 * await response.text(); // => 'id: 7\ndata: {"tick":7}\n\n'
 * @see WHATWG HTML §9.2
 */
export function eventStream(items: StreamItems, init: ItemStreamInit = {}): ItemStream {
  return new ItemStream(items, init, serverSentEvents);
}
