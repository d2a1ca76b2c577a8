// What `loads` throws for a text that is not JSON, or not the JSON that was asked for.

/** The stable names of what is wrong with a text. */
export type JSONSyntaxErrorCode =
  | "json-duplicate-key"
  | "json-encoding"
  | "json-syntax"
  | "json-too-deep";

export interface JSONSyntaxErrorInit {
  readonly code: JSONSyntaxErrorCode;
  /** What was expected and what was found, as half a sentence. */
  readonly reason: string;
  /** Where it was found, in UTF-16 units from the start of the text, or in bytes for `json-encoding`. */
  readonly offset: number;
  /** The text up to and around the place; its first line is line 1. */
  readonly text: string;
  /** Where the place is in `text`; the offset, unless that counts bytes. */
  readonly index?: number;
  readonly pointer: string;
}

// Enough to recognize the place; too little to fill a log with a client's data.
const maxExcerptBefore = 20;
const maxExcerptAfter = 20;

/**
 * A text that is not JSON, with the place where it stops being so.
 *
 * @example
 * let error: unknown;
 * try { loads('{"users": [1, 2,]}'); } catch (thrown) { error = thrown; }
 * const { line, column, pointer } = error as JSONSyntaxError;
 * [line, column, pointer]; // => [1, 17, "/users/2"]
 */
export class JSONSyntaxError extends SyntaxError {
  override readonly name: string = "JSONSyntaxError";
  readonly code: JSONSyntaxErrorCode;
  /** What was expected and what was found. */
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** From 0, in UTF-16 units after a byte order mark; in bytes where the bytes are not UTF-8. */
  readonly offset: number;
  /** The value that was being read, as a JSON Pointer (RFC 6901); empty for the whole text. */
  readonly pointer: string;
  /** The text around the place, shortened. */
  readonly excerpt: string;

  constructor(init: JSONSyntaxErrorInit) {
    const index = init.index ?? init.offset;
    const { line, column } = placeOf(init.text, index);
    const excerpt = excerptOf(init.text, index);
    const at = init.pointer === "" ? "" : ` (${shorten(init.pointer)})`;
    super(
      `Cannot parse JSON at line ${line}, column ${column}${at}: ${init.reason}, near ${excerpt}    [${init.code}]`,
    );
    this.code = init.code;
    this.reason = init.reason;
    this.line = line;
    this.column = column;
    this.offset = init.offset;
    this.pointer = init.pointer;
    this.excerpt = excerpt;
  }
}

// A pointer's beginning and end tell most; a text of 1,000 brackets makes one of 2,000 characters.
function shorten(pointer: string): string {
  return pointer.length <= 100 ? pointer : `${pointer.slice(0, 50)}…${pointer.slice(-50)}`;
}

function placeOf(text: string, index: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: index - lineStart + 1 };
}

// One line, nothing that moves a terminal's cursor, no half of a surrogate pair.
function excerptOf(text: string, index: number): string {
  const start = Math.max(0, index - maxExcerptBefore);
  const end = Math.min(text.length, index + maxExcerptAfter);
  const part = text
    .slice(start, end)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return (start > 0 ? "…" : "") + part + (end < text.length ? "…" : "");
}
