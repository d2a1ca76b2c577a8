// The three ways to send items one after the other: a JSON array, a line each, an event each.

import type { ProblemDocument } from "../errors/problem.ts";
import { ServerSentEvent, formatEvent, heartbeat } from "./server-sent-event.ts";

export interface StreamFormat {
  readonly mimetype: string;
  /** Before the first item, and after the last. */
  readonly open: string;
  readonly close: string;
  /** What is encoded of an item. */
  valueOf(item: unknown): unknown;
  /** An item's text, with what separates it from those before it. */
  write(text: string, item: unknown, isFirst: boolean): string;
  /** The last words of a stream that failed; nothing where they would look like data. */
  failure(problem: ProblemDocument): string;
  /** What is sent when there has been nothing to send for a while; nothing if the format has no such thing. */
  readonly heartbeat: string;
}

// As in any array of JSON: an item that is nothing keeps its place.
const asItem = (item: unknown): unknown => item ?? null;

/** `[item,item]` */
export const jsonArray: StreamFormat = {
  mimetype: "application/json",
  open: "[",
  close: "]",
  valueOf: asItem,
  write: (text, _item, isFirst) => (isFirst ? text : `,${text}`),
  failure: () => "",
  heartbeat: "",
};

/**
 * A line for each item.
 *
 * @see https://github.com/ndjson/ndjson-spec
 */
export const ndjsonLines: StreamFormat = {
  mimetype: "application/x-ndjson",
  open: "",
  close: "",
  valueOf: asItem,
  write: (text) => `${text}\n`,
  failure: (problem) => `${JSON.stringify({ error: problem })}\n`,
  heartbeat: "",
};

/**
 * An event for each item; its data is JSON.
 *
 * @see WHATWG HTML §9.2
 */
export const serverSentEvents: StreamFormat = {
  mimetype: "text/event-stream",
  open: "",
  close: "",
  valueOf: (item) => (item instanceof ServerSentEvent ? item.data : item),
  write: (text, item) => formatEvent(text, item instanceof ServerSentEvent ? item : undefined),
  failure: (problem) => `event: error\n${formatEvent(JSON.stringify(problem))}`,
  heartbeat,
};
