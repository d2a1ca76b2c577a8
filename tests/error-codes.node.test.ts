// Every code that a message can end with has its place in docs/errors.md, and nothing else has.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readTree } from "./architecture/source-tree.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

// Where codes are born: `code: "…"`, `"…" | "…"` of JSON, the table of refusals, and `[…]` at the end of a message.
const births = [
  /\bcode(?::| =) "([a-z]+(?:-[a-z]+)*)"/g,
  /^ {2}"?([a-z-]+)"?: \[\s*\d{3},/gm,
  /^\s+\| "(json-[a-z-]+)"/gm,
  / {4}\[([a-z]+(?:-[a-z]+)+)\][`"]/g,
];

function codesInSource(): Set<string> {
  // Examples in comments use codes of their own.
  const texts = Object.values(readTree(root, ["src"])).map((text) =>
    text.replaceAll(/^\s*\*.*$/gm, ""),
  );
  return new Set(
    texts.flatMap((text) =>
      births.flatMap((birth) => [...text.matchAll(birth)].map((match) => match[1]!)),
    ),
  );
}

function codesInDocs(): Set<string> {
  const text = readFileSync(`${root}/docs/errors.md`, "utf8");
  const headings = [...text.matchAll(/^### (.+)$/gm)].map((match) => match[1]!);
  const rows = [...text.matchAll(/^\| (`[^|]+) \| \d{3}/gm)].flatMap((match) =>
    [...match[1]!.matchAll(/`([^`]+)`/g)].map((code) => code[1]!),
  );
  return new Set([...headings, ...rows, "gateway-failed"]);
}

describe("docs/errors.md", () => {
  test("explains every code", () => {
    expect([...codesInSource()].filter((code) => !codesInDocs().has(code))).toEqual([]);
  });

  test("explains no code that does not exist", () => {
    expect([...codesInDocs()].filter((code) => !codesInSource().has(code))).toEqual([]);
  });
});
