// DER, as far as a certificate needs it: values in, bytes out. It reads nothing.
// Source: X.690 §8 and §10.

type Bytes = Uint8Array;

/** Puts a tag and a length before its contents. */
export function element(tag: number, ...contents: readonly Bytes[]): Bytes {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

// Short up to 127; longer ones begin with how many bytes they take (X.690 §8.1.3).
function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = bigEndian(length);
  return [0x80 | bytes.length, ...bytes];
}

function bigEndian(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

export const sequence = (...items: readonly Bytes[]): Bytes => element(0x30, ...items);
export const setOf = (item: Bytes): Bytes => element(0x31, item);
export const octetString = (content: Bytes): Bytes => element(0x04, content);
export const utf8String = (text: string): Bytes => element(0x0c, Buffer.from(text));
export const boolean = (value: boolean): Bytes => element(0x01, Buffer.from([value ? 0xff : 0]));

/** An element that its context gives a meaning: `[tag]`, around others or with bytes of its own. */
export const explicit = (tag: number, item: Bytes): Bytes => element(0xa0 | tag, item);
export const implicit = (tag: number, content: Bytes): Bytes => element(0x80 | tag, content);

/** A whole number of 0 or more, from its big-endian bytes. */
export function integer(magnitude: Bytes): Bytes {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
  const bytes = magnitude.subarray(start);
  // A first bit that is set would make it negative.
  return element(0x02, ...(bytes[0]! >= 0x80 ? [Buffer.from([0])] : []), bytes);
}

/** Bits in order, the first one first; none are left over at the end. */
export const bitString = (content: Bytes, unusedBits = 0): Bytes =>
  element(0x03, Buffer.from([unusedBits]), content);

/** @example objectId("2.5.29.17"); // => Buffer.of(6, 3, 0x55, 0x1d, 0x11) */
export function objectId(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

// Seven bits a byte; all but the last have the eighth set.
function base128(value: number): readonly number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** A moment, to the second. RFC 5280 §4.1.2.5: up to the year 2049 with two digits of it. */
export function time(date: Date): Bytes {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(text.slice(2)))
    : element(0x18, Buffer.from(text));
}
