// The three ways to send items one after the other: a JSON array, a line each, an event each.

import { ServerSentEvent, formatEvent, heartbeat } from "./server-sent-event.ts";

export interface StreamFormat {
  /** What clients may call it; what they are told unless they said which. */
  readonly mimetypes: readonly [string, ...string[]];
  /** How long the head may wait for the first item, so that a source that fails at once can be answered with an error. */
  readonly headWaitsMs: number;
  /** Before the first item, and after the last. */
  readonly open: string;
  readonly close: string;
  /** What is encoded of an item. */
  valueOf(item: unknown): unknown;
  /** An item's text, with what separates it from those before it. */
  write(text: string, item: unknown, index: number): string;
  /** The last words of a stream that failed; nothing where they would look like data. */
  failure(problemText: string): string;
  /** What is sent when there has been nothing to send for a while; nothing if the format has no such thing. */
  readonly heartbeat: string;
}

// As in any array of JSON: an item that is nothing keeps its place.
const asItem = (item: unknown): unknown => item ?? null;

/** `[item,item]` */
export const jsonArray: StreamFormat = {
  mimetypes: ["application/json"],
  // Nobody can do anything with the beginning of an array.
  headWaitsMs: Infinity,
  open: "[",
  close: "]",
  valueOf: asItem,
  write: (text, _item, index) => (index === 0 ? text : `,${text}`),
  failure: () => "",
  heartbeat: "",
};

/**
 * A line for each item.
 *
 * @see https://github.com/ndjson/ndjson-spec
 * @see https://jsonlines.org
 */
export const ndjsonLines: StreamFormat = {
  mimetypes: [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
  ],
  // A client may send what will become the first item only when it knows that it is listened to.
  headWaitsMs: 1_000,
  open: "",
  close: "",
  valueOf: asItem,
  write: (text) => `${oneLine(text)}\n`,
  failure: (problemText) => `{"error":${oneLine(problemText)}}\n`,
  heartbeat: "",
};

/**
 * An event for each item; its data is JSON.
 *
 * @see WHATWG HTML §9.2
 */
export const serverSentEvents: StreamFormat = {
  mimetypes: ["text/event-stream"],
  // A page shows that it is connected when the head comes; the first event may be hours away.
  headWaitsMs: 100,
  open: "",
  close: "",
  valueOf: (item) => asItem(item instanceof ServerSentEvent ? item.data : item),
  write: (text, item) => {
    if (!(item instanceof ServerSentEvent)) return formatEvent(text);
    return formatEvent(item.data === undefined ? undefined : text, item);
  },
  failure: (problemText) => formatEvent(problemText, failed),
  heartbeat,
};

const failed = new ServerSentEvent(undefined, { event: "error" });

// Line breaks of JSON are white space: those of texts are escaped. An indent makes them.
function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replaceAll(/[\r\n]+[ \t]*/g, "") : text;
}
