// One event of an event stream, and how it is written.
// Source: WHATWG HTML §9.2.5 and §9.2.6.

/** What an event can say beside its data. */
export interface EventInit {
  /** The name that the page listens for; `message` unless given. */
  readonly event?: string | undefined;
  /** What a client that comes back sends as `Last-Event-ID`. */
  readonly id?: string | undefined;
  /** How long the client should wait before it comes back, in milliseconds. */
  readonly retryMs?: number | undefined;
}

/**
 * An event with a name, an id or a time to retry. A value alone needs no event: yield the value.
 *
 * @throws {TypeError} `event-field` if a field holds a line break or NUL, which would begin another field.
 * @example
 * new ServerSentEvent({ id: 7 }, { event: "user", id: "7" }).id; // => "7"
 * new ServerSentEvent("x", { id: "7\ndata: forged" }); // throws event-field
 */
export class ServerSentEvent {
  /** Any value that JSON can carry; undefined for an event that pages do not see, with an id or a time to retry. */
  readonly data: unknown;
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly retryMs: number | undefined;

  constructor(data: unknown, init: EventInit = {}) {
    this.data = data;
    this.event = checkedField("event", init.event);
    this.id = checkedField("id", init.id);
    this.retryMs = checkedRetry(init.retryMs);
  }
}

/** The lines of an event, with this text as its data. */
export function formatEvent(dataText: string | undefined, event?: ServerSentEvent): string {
  let lines = "";
  if (event?.event !== undefined) lines += `event: ${event.event}\n`;
  if (event?.id !== undefined) lines += `id: ${event.id}\n`;
  if (event?.retryMs !== undefined) lines += `retry: ${event.retryMs}\n`;
  if (dataText === undefined) return `${lines}\n`;
  // An indent breaks JSON into lines, each of which needs a field of its own.
  return `${lines}data: ${/[\r\n]/.test(dataText) ? dataText.replaceAll(/\r\n?|\n/g, "\ndata: ") : dataText}\n\n`;
}

/** A line that clients ignore and that keeps proxies from closing a quiet stream. */
export const heartbeat = ":\n\n";

/**
 * The id that a client that comes back saw last; null if it is new.
 *
 * @param field The `Last-Event-ID` field, whose bytes are UTF-8 where other fields are Latin-1.
 */
export function lastEventId(field: string | null): string | null {
  if (field === null || !/[\x80-\xff]/.test(field)) return field;
  const bytes = Uint8Array.from(field, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return field;
  }
}

function checkedField(name: string, value: string | undefined): string | undefined {
  if (value === undefined || (typeof value === "string" && !/[\r\n\0]/.test(value))) return value;
  throw new TypeError(
    `Cannot send ${JSON.stringify(value)} as the ${name} of an event: it must be text without line breaks and NUL\n` +
      `Fix: put what has line breaks into the data    [event-field]`,
  );
}

function checkedRetry(retryMs: number | undefined): number | undefined {
  if (retryMs === undefined || (Number.isSafeInteger(retryMs) && retryMs >= 0)) return retryMs;
  throw new TypeError(
    `Cannot send ${String(retryMs)} as the retry of an event: it must be a whole number of milliseconds\n` +
      `Fix: write retryMs: 3000    [event-field]`,
  );
}
