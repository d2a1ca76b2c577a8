// An IP address as the bytes that stand for it on the wire.

/**
 * @param address As `isIP` accepts it; a zone (`%eth0`) is left out.
 * @example
 * ipBytes("127.0.0.1"); // => Uint8Array.of(127, 0, 0, 1)
 */
export function ipBytes(address: string): Uint8Array {
  if (!address.includes(":")) return Uint8Array.from(address.split("."), Number);
  // URLs have one way to write an address, in hexadecimal only (RFC 5952).
  const [bare] = address.split("%");
  const text = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [head = "", tail] = text.split("::");
  const before = words(head);
  const after = words(tail ?? "");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return Uint8Array.from(
    [...before, ...zeros, ...after].flatMap((word) => [word >>> 8, word & 0xff]),
  );
}

function words(text: string): readonly number[] {
  return text === "" ? [] : text.split(":").map((word) => Number.parseInt(word, 16));
}
