// JSON text as CPython's `json.dumps` writes it with ensure_ascii: for mail, logs, and byte-equal answers.

const outsideAscii = /[\u007f-\uffff]/g;

/**
 * The text with every unit outside 0x20 to 0x7e escaped, in lower-case hex; 0x7f too, as CPython.
 *
 * Works on a whole JSON text: outside strings there is nothing to escape.
 */
export function escapeToAscii(json: string): string {
  return json.replace(outsideAscii, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A finite number as CPython writes it: as JavaScript does, but with an exponent already below
 * 0.0001 (JavaScript: 0.000001), and exponents of at least two digits.
 *
 * @example
 * dumps([0.0001, 0.00001], { ensureAscii: true }); // => "[0.0001,1e-05]"
 */
export function formatNumberAsPython(number: number): string {
  const size = Math.abs(number);
  if (size >= 0.0001 || size === 0) return String(number);
  return number.toExponential().replace(/e-(\d)$/, "e-0$1");
}
