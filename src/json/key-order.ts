// The order of member names by code point, the one order that every language agrees on.
// JavaScript's own sort compares UTF-16 units, which puts U+1F600 before U+FB01.

const mayHoldSurrogates = /[\ud800-\udfff]/;

/** Sorts the names in place, by code point. */
export function sortKeysByCodePoint(keys: string[]): string[] {
  for (const key of keys) {
    if (mayHoldSurrogates.test(key)) return keys.sort(compareCodePoints);
  }
  // Without surrogates, units are code points.
  return keys.sort();
}

function compareCodePoints(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length) {
    const left = a.codePointAt(index)!;
    const right = b.codePointAt(index)!;
    if (left !== right) return left - right;
    index += left > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}
