// Comparing secrets without telling, by the time it takes, how much of a guess was right.

const encoder = new TextEncoder();

/**
 * Whether two secrets are equal, in a time that depends only on the length of the first.
 *
 * @param given What a client sent; it knows how long that is.
 * @param expected The secret.
 * @example
 * equalInConstantTime("s3cret", "s3cret"); // => true
 * equalInConstantTime("s3cre", "s3cret"); // => false
 * @see Python's `hmac.compare_digest`
 */
export function equalInConstantTime(
  given: string | Uint8Array,
  expected: string | Uint8Array,
): boolean {
  const a = typeof given === "string" ? encoder.encode(given) : given;
  const b = typeof expected === "string" ? encoder.encode(expected) : expected;
  // With another length it is compared with itself, and refused all the same.
  const other = a.length === b.length ? b : a;
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ other[i]!;
  return difference === 0;
}
