// The text of a stack as frames. V8's format, which Node, Deno and Bun all write; what has no place is left out.

/** A line of a stack, as it says itself. */
export interface StackFrame {
  readonly name: string | null;
  /** A URL, or a path. */
  readonly url: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly isAsync: boolean;
}

/**
 * The frames of a stack.
 *
 * @param message That of the error, which stands in front and may have lines that look like frames.
 * @example
 * parseStack("Error: x\n    at async load (file:///app.ts:8:3)", "x");
 * // => [{ name: "load", url: "file:///app.ts", line: 8, column: 3, isAsync: true }]
 */
export function parseStack(stack: string, message = ""): StackFrame[] {
  const at = message === "" ? -1 : stack.indexOf(message);
  const lines = stack.slice(at === -1 ? 0 : at + message.length).split("\n");
  return lines.map(parseFrame).filter((frame) => frame !== null);
}

function parseFrame(line: string): StackFrame | null {
  const trimmed = line.trim();
  if (!trimmed.startsWith("at ")) return null;
  const isAsync = trimmed.startsWith("at async ");
  const text = trimmed.slice(isAsync ? "at async ".length : "at ".length);
  const open = text.endsWith(")") ? text.indexOf(" (") : -1;
  // A path may have parentheses, and a frame without a name has nothing else.
  const place = placeOf(open === -1 ? text : text.slice(open + 2, -1));
  return place === null
    ? null
    : { name: open === -1 ? null : cleanName(text.slice(0, open)), ...place, isAsync };
}

const placeText = /^(.+?)(?::(\d+))?:(\d+)$/s;

/** `file:///app.ts:8:3` as its parts; null for `<anonymous>`, `native` and the like. */
function placeOf(text: string): Pick<StackFrame, "url" | "line" | "column"> | null {
  // Code made from a string: where it was made, the innermost in the last parentheses.
  const evaluated = text.startsWith("eval at ") ? text.slice(text.lastIndexOf("(") + 1) : text;
  const match = placeText.exec(withoutRest(evaluated));
  if (match === null) return null;
  const [, url = "", first, second] = match;
  const line = Number(first ?? second);
  const column = first === undefined ? 1 : Number(second);
  if (line < 1 || url === "native" || url.startsWith("<")) return null;
  return { url, line, column: Math.max(column, 1) };
}

// `/app.ts:1:2), <anonymous>:1:1` of code made from a string.
function withoutRest(text: string): string {
  const end = text.indexOf("), ");
  return end === -1 ? text : text.slice(0, end);
}

const unnamed = new Set(["<anonymous>", "Object.<anonymous>", "module code", "global code"]);

function cleanName(name: string): string | null {
  const alias = name.indexOf(" [as ");
  const clean = alias === -1 ? name : name.slice(0, alias);
  return unnamed.has(clean) ? null : clean;
}
