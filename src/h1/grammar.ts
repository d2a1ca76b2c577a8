// Byte classes of HTTP/1.1, as tables: one look-up says whether a byte may stand somewhere.
// Source: RFC 9110 §5.6.2 (token), §5.5 (field-value), RFC 9112 §3.2 (request-target).

export const CR: number = 0x0d;
export const LF: number = 0x0a;
export const SP: number = 0x20;
export const HTAB: number = 0x09;
export const COLON: number = 0x3a;

function table(allowed: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (allowed(byte) ? 1 : 0));
}

function characters(text: string): Uint8Array {
  return table((byte) => text.includes(String.fromCharCode(byte)));
}

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** tchar */
export const isTokenByte: Uint8Array = characters(`!#$%&'*+-.^_\`|~${alphanumeric}`);

/** field-vchar, SP and HTAB: no other control character, so nothing that can end a line. */
export const isFieldByte: Uint8Array = table(
  (byte) => byte === HTAB || (byte >= SP && byte !== 0x7f),
);

/**
 * What a request-target may hold: visible ASCII without `#`.
 *
 * RFC 3986 would also exclude `"<>\^{|}` and the back-tick, but browsers send them
 * unencoded in queries (WHATWG URL, query percent-encode set).
 */
export const isTargetByte: Uint8Array = table((byte) => byte > SP && byte < 0x7f && byte !== 0x23);

/** HEXDIG: the value of the digit, or 255. */
export const hexDigitValue: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : 255;
});

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isWhitespace(byte: number): boolean {
  return byte === SP || byte === HTAB;
}

interface Latin1Slicing {
  latin1Slice?(start: number, end: number): string;
}

/** Reads bytes as Latin-1, which keeps every byte: what HTTP calls opaque data. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  // Node's Buffer has a native way, several times faster than building the string here.
  const native = (bytes as Uint8Array & Latin1Slicing).latin1Slice;
  if (native !== undefined) return native.call(bytes, start, end);
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

/** Whether bytes are this ASCII text, given in lower case, in any case. */
export function equalsIgnoringCase(
  bytes: Uint8Array,
  start: number,
  end: number,
  lowerCase: string,
): boolean {
  if (end - start !== lowerCase.length) return false;
  for (let i = 0; i < lowerCase.length; i++) {
    const byte = bytes[start + i]!;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    if (lower !== lowerCase.charCodeAt(i)) return false;
  }
  return true;
}
