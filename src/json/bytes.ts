// Bytes as text: base64 (RFC 4648 §4), base64url (§5), also back, and hexadecimal, without a runtime's own helpers.

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base64urlAlphabet = `${base64Alphabet.slice(0, 62)}-_`;

/** The bytes behind any view or buffer, not copied. */
export function bytesOf(source: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return encodeSixBits(bytes, base64Alphabet, "=");
}

/** The URL-safe alphabet, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return encodeSixBits(bytes, base64urlAlphabet, "");
}

/** The bytes of a text in the URL-safe alphabet; null if `toBase64url` would not have written it. */
export function fromBase64url(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  // The last letter may have bits that are not used: two texts must not be the same bytes.
  return toBase64url(bytes) === text ? bytes : null;
}

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += (byte < 16 ? "0" : "") + byte.toString(16);
  return text;
}

function encodeSixBits(bytes: Uint8Array, alphabet: string, padding: string): string {
  const length = bytes.length;
  const whole = length - (length % 3);
  let text = "";
  for (let index = 0; index < whole; index += 3) {
    const three = (bytes[index]! << 16) | (bytes[index + 1]! << 8) | bytes[index + 2]!;
    text +=
      alphabet[three >> 18]! +
      alphabet[(three >> 12) & 63]! +
      alphabet[(three >> 6) & 63]! +
      alphabet[three & 63]!;
  }
  if (length - whole === 1) {
    const one = bytes[whole]!;
    text += alphabet[one >> 2]! + alphabet[(one & 3) << 4]! + padding + padding;
  } else if (length - whole === 2) {
    const two = (bytes[whole]! << 8) | bytes[whole + 1]!;
    text +=
      alphabet[two >> 10]! + alphabet[(two >> 4) & 63]! + alphabet[(two & 15) << 2]! + padding;
  }
  return text;
}
