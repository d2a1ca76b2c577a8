// What may not stand in the static text of a pattern: the spellings of other frameworks,
// and characters that never reach a path.

import { patternError } from "./pattern-error.ts";

/**
 * Refuses static text that cannot mean what its writer wanted.
 *
 * @param offset Where `literal` begins in `pattern`.
 * @throws {SetupError} `route-pattern` with the spelling that Hipflask reads.
 */
export function checkStaticText(pattern: string, offset: number, literal: string): void {
  const atSegmentStart = pattern[offset - 1] === "/";
  for (const { shape, onlyAtStart = false, explain } of mistakes) {
    if (onlyAtStart && !atSegmentStart) continue;
    const found = shape.exec(literal);
    if (found === null) continue;
    const { problem, fix } = explain(found, pattern);
    throw patternError({ pattern, offset: offset + found.index, problem, fix });
  }
}

interface Mistake {
  readonly shape: RegExp;
  readonly onlyAtStart?: boolean;
  readonly explain: (
    found: RegExpExecArray,
    pattern: string,
  ) => { readonly problem: string; readonly fix: string };
}

const mistakes: readonly Mistake[] = [
  {
    shape: /^:([A-Za-z_]\w*)[?*+]?/,
    onlyAtStart: true,
    explain: ([, name]) => ({
      problem: "a variable is not written with a colon here",
      fix: `write <${name}>, or %3A for a colon`,
    }),
  },
  {
    shape: /\{\s*([A-Za-z_]\w*)?\s*(?::\s*(\w+))?[^}]*\}?/,
    explain: ([, name = "name", converter]) => ({
      problem: "a variable is not written with braces here",
      fix: `write <${converter === undefined ? "" : `${converter}:`}${name}>, or %7B and %7D for braces`,
    }),
  },
  {
    shape: /\[(?:\.\.\.)?([A-Za-z_]\w*)?[^\]]*\]?/,
    explain: ([text, name = "name"]) => ({
      problem: "a variable is not written with square brackets here",
      fix: `write <${text.includes("...") ? "path:" : ""}${name}>, or %5B and %5D for brackets`,
    }),
  },
  {
    shape: /\*/,
    explain: () => ({
      problem: "a star stands for nothing here",
      fix: "write <path:name> for the rest of a path, or %2A for a star",
    }),
  },
  {
    shape: />/,
    explain: () => ({
      problem: 'no "<" opens this variable',
      fix: "write <name>, or %3E for the character",
    }),
  },
  {
    shape: /\?/,
    explain: (_, pattern) => ({
      problem: "a query takes no part in routing",
      fix: `write ${pattern.slice(0, pattern.indexOf("?"))} and read the query in the handler`,
    }),
  },
  {
    shape: /#/,
    explain: (_, pattern) => ({
      problem: "a fragment never reaches a server",
      fix: `write ${pattern.slice(0, pattern.indexOf("#"))}`,
    }),
  },
  {
    shape: /\\/,
    explain: () => ({
      problem: "clients send a backslash as a slash or encoded",
      fix: "write / to separate segments, or %5C for a backslash",
    }),
  },
  {
    shape: /[\s\p{Cc}]/u,
    explain: ([character]) => ({
      problem: "it has whitespace or a control character",
      fix: `remove it, or write ${encodeURIComponent(character)} if the path really has it`,
    }),
  },
];
