// Dates as HTTP writes them: IMF-fixdate, always GMT.
// Source: RFC 9110 §5.6.7.

/**
 * Writes an instant as HTTP does.
 *
 * @param epochMs Milliseconds since 1970-01-01T00:00:00Z.
 * @example
 * httpDate(1_700_000_000_000); // => "Tue, 14 Nov 2023 22:13:20 GMT"
 */
export function httpDate(epochMs: number): string {
  // ECMAScript fixes toUTCString to this very form (ECMA-262 §21.4.4.43).
  return new Date(epochMs).toUTCString();
}
