// The grammar of names in HTTP: tokens, and the text a field value may hold.
// Source: RFC 9110 §5.6.2 (token) and §5.5 (field-value).

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Whether a text is a token: a method, a field name, a parameter name. */
export function isToken(text: string): boolean {
  return token.test(text);
}

// Tab, visible ASCII, space and obs-text. Everything else could end a line, hide
// in a log or have no encoding on the wire.
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a text can be sent as a field value: no CR, LF, NUL or other control, nothing beyond Latin-1. */
export function isFieldValue(text: string): boolean {
  return fieldValue.test(text);
}

/**
 * A part of a text without the spaces and tabs around it, which belong to no field value (RFC 9110 §5.5).
 *
 * `trim()` would also take characters that do belong to it, such as U+00A0.
 */
export function trimWhitespace(text: string, start = 0, end: number = text.length): string {
  let from = start;
  let to = end;
  while (from < to && isWhitespace(text.charCodeAt(from))) from++;
  while (to > from && isWhitespace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
