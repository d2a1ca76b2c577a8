// What a cookie or a store keeps of a session: its data, when it ends, and whether it is permanent.
// The end is inside, under the signature: a cookie that a browser kept for too long counts for nothing.

/** A session as it is kept. */
export interface Payload {
  /** The text of the data. */
  readonly text: string;
  /** Seconds since 1970. */
  readonly endsAt: number;
  readonly permanent: boolean;
}

/**
 * @example
 * writePayload({ text: '{"userId":7}', endsAt: 1800000000, permanent: true }); // => '{"x":1800000000,"p":1,"d":{"userId":7}}'
 */
export function writePayload({ text, endsAt, permanent }: Payload): string {
  return `{"x":${endsAt},"p":${permanent ? 1 : 0},"d":${text}}`;
}

/** The payload of a text that `writePayload` wrote; null for any other. */
export function readPayload(written: string): Payload | null {
  const match = /^\{"x":(\d{1,15}),"p":([01]),"d":(\{.*\})\}$/s.exec(written);
  if (match === null) return null;
  return { text: match[3]!, endsAt: Number(match[1]), permanent: match[2] === "1" };
}
