// A response whose items are sent while they are made: its format is chosen when it is sent,
// by the handler or by what the client accepts.

import type { Outgoing } from "../gateway.ts";
import { HeaderFields } from "../http/headers.ts";
import { isBodilessStatus } from "../http/status.ts";
import type { EncodeOptions, JSONCodec } from "../json/codec.ts";
import type { JSONOptions } from "../json/policy.ts";
import { defaultProvider } from "../json/provider.ts";
import type { Application } from "./application.ts";
import { incomingOf, type BaseContext } from "./context.ts";
import { encodeItem } from "./item-text.ts";
import { bareProblem, problemOf } from "./problem-response.ts";
import { Response, type ResponseInit } from "./response.ts";
import { unforeseen } from "./error-handlers.ts";
import { lastEventId } from "./server-sent-event.ts";
import { jsonArray, ndjsonLines, serverSentEvents, type StreamFormat } from "./stream-format.ts";
import { checkItems, discardItems, openItems, type StreamItems } from "./stream-items.ts";
import { formatOf, negotiateFormat, varyByAccept } from "./stream-negotiation.ts";
import { StreamPump } from "./stream-pump.ts";

export type { StreamItems } from "./stream-items.ts";

export interface ItemStreamInit extends ResponseInit, JSONOptions {
  /** How often a quiet event stream shows that it lives, in milliseconds; 15,000 unless given, 0 for never. */
  readonly heartbeatMs?: number | undefined;
}

// Proxies close what is quiet for 60 seconds, some for 30.
const defaultHeartbeatMs = 15_000;

// What timers can hold; more would fire at once, again and again.
const maxHeartbeatMs = 2 ** 31 - 1;

/** What a stream hears of the request that it answers. */
interface StreamRequest {
  readonly lastEventId: string | null;
  readonly encodeOptions: EncodeOptions;
  signal(): AbortSignal | undefined;
  closing(): AbortSignal | undefined;
  lastWords(error: unknown, format: StreamFormat): string;
  onStopFailure(error: unknown): void;
  outlive(work: Promise<void>): void;
}

export class ItemStream extends Response {
  readonly #items: StreamItems;
  readonly #init: ItemStreamInit;
  readonly #format: StreamFormat | null;
  #ownBody: StreamPump | undefined;

  /**
   * @param format null to let the client's `Accept` decide.
   * @throws {TypeError} `stream-items` for what has no items.
   * @throws {RangeError} `stream-heartbeat` for a time that no timer keeps.
   */
  constructor(items: StreamItems, init: ItemStreamInit, format: StreamFormat | null) {
    super(null, init);
    checkItems(items);
    checkHeartbeat(init.heartbeatMs);
    this.#items = items;
    this.#init = init;
    this.#format = format;
  }

  /** The stream, with Hipflask's defaults; the application's and the client's choices apply when it is sent. */
  override get body(): AsyncIterable<string> {
    this.#ownBody ??= this.#pump(this.#format ?? jsonArray, defaultProvider, {
      lastEventId: null,
      encodeOptions: this.#init,
      signal: () => undefined,
      closing: () => undefined,
      lastWords: () => "",
      onStopFailure: () => {},
      outlive: () => {},
    });
    return this.#ownBody;
  }

  /**
   * The response as it is sent to this client. It waits a while for the first item.
   *
   * @param options Of the encoder, beside the stream's own.
   * @throws What the source throws before its first item; also as a rejection.
   */
  send(
    app: Application,
    context: BaseContext,
    options: EncodeOptions | undefined,
  ): Outgoing | Promise<Outgoing> {
    const { status } = this;
    const headers = new HeaderFields(this.headers);
    const format = this.#chooseFormat(headers, context);
    if (format === serverSentEvents) {
      if (!headers.has("cache-control")) headers.set("cache-control", "no-cache");
      // nginx gathers what it passes on unless it is told not to.
      if (!headers.has("x-accel-buffering")) headers.set("x-accel-buffering", "no");
    }
    const body = this.#pump(format, app.json, {
      lastEventId: lastEventId(context.headers.get("last-event-id")),
      encodeOptions: options === undefined ? this.#init : { ...this.#init, ...options },
      signal: () => context.signal,
      // Who listens to events comes back by itself, to a server that goes on; a list would be half a list.
      closing: () => (format === serverSentEvents ? incomingOf(context).closing : undefined),
      lastWords: (error) => lastWords(app, context, error, format),
      onStopFailure: (error) =>
        app.report(`${context.method} ${context.path}: its source failed to stop`, error, context),
      outlive: context.after,
    });
    const outgoing = { status, headers, body };
    if (context.method === "HEAD" || isBodilessStatus(status)) return outgoing;
    return body.begin(format.headWaitsMs)?.then(() => outgoing) ?? outgoing;
  }

  #chooseFormat(headers: HeaderFields, context: BaseContext): StreamFormat {
    const named = headers.get("content-type");
    if (named !== null) return this.#format ?? formatOf(named);
    if (this.#format !== null) {
      headers.set("content-type", this.#format.mimetypes[0]);
      return this.#format;
    }
    const { format, mimetype } = negotiateFormat(context.headers.get("accept"));
    headers.set("content-type", mimetype);
    varyByAccept(headers);
    return format;
  }

  #pump(format: StreamFormat, json: JSONCodec, request: StreamRequest): StreamPump {
    const { closing, encodeOptions, outlive, signal, onStopFailure } = request;
    return new StreamPump({
      items: () => openItems(this.#items, request.lastEventId),
      discard: () => void discardItems(this.#items).catch(onStopFailure),
      open: format.open,
      close: format.close,
      write: (item, index) => {
        const text = encodeItem(json, format.valueOf(item), index, encodeOptions);
        if (typeof text === "string") return format.write(text, item, index);
        return text.then((awaited) => format.write(awaited, item, index));
      },
      lastWords: (error) => request.lastWords(error, format),
      onStopFailure,
      heartbeat: format.heartbeat,
      heartbeatMs: this.#init.heartbeatMs ?? defaultHeartbeatMs,
      signal,
      closing,
      outlive,
    });
  }
}

// Logs the failure, and tells the client as much as it may know.
function lastWords(
  app: Application,
  context: BaseContext,
  error: unknown,
  format: StreamFormat,
): string {
  const line = `${context.method} ${context.path} failed half-way`;
  // Whoever waits no longer has usually made the source fail: that is no bug.
  if (context.signal.aborted) app.log.debug(line, error);
  else app.report(line, error, context);
  try {
    return format.failure(app.json.dumps(problemOf(app, error, context.path)));
  } catch {
    // Its own members cannot be JSON.
    return format.failure(bareProblem(unforeseen(error), context.path).body as string);
  }
}

function checkHeartbeat(heartbeatMs: number | undefined): void {
  if (heartbeatMs === undefined || (heartbeatMs >= 0 && heartbeatMs <= maxHeartbeatMs)) return;
  throw new RangeError(
    `Cannot send a heartbeat every ${String(heartbeatMs)} ms: it must be 0 for never, or up to ${maxHeartbeatMs}\n` +
      `Fix: write heartbeatMs: 15_000    [stream-heartbeat]`,
  );
}

/**
 * Sends each item as a line of JSON, as soon as it is there.
 *
 * If an item fails, the last line is `{"error": problem}`, and then the connection is cut.
 * @throws {TypeError} `stream-items` for what has no items.
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
 * @throws {TypeError} `stream-items` for what has no items.
 * @throws {RangeError} `stream-heartbeat` for a time that no timer keeps.
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
