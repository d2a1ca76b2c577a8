// What kind of body an answer has: all there, or still to come.

/**
 * Whether a body comes in pieces, and is neither text nor bytes that are at hand.
 *
 * @example
 * isStreamed("{}"); // => false
 * isStreamed(new Uint8Array(2)); // => false
 * isStreamed(null); // => false
 * isStreamed((async function* () { yield "{}"; })()); // => true
 */
export function isStreamed<Chunk>(
  body: string | Uint8Array | AsyncIterable<Chunk> | null,
): body is AsyncIterable<Chunk> {
  return body !== null && typeof body === "object" && !(body instanceof Uint8Array);
}
