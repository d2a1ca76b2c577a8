import { expect, test } from "vitest";
import { syntaxPlace } from "../../../src/debug/stack/syntax-place.ts";

const at = (url: string, line: number, column: number) => ({
  name: null,
  url,
  line,
  column,
  isAsync: false,
});

test("of a file whose types Node takes away", () => {
  const stack =
    "file:///app/bad.ts:2\nexport const a = 1;\nexport function f(: number) {\n                  ^\n  return 1;\n\nSyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Unexpected token `:`.\n    at parseTypeScript (node:internal/modules/typescript:72:36)";
  expect(syntaxPlace("SyntaxError", "Unexpected token `:`.", stack, undefined)).toEqual({
    frame: at("file:///app/bad.ts", 2, 19),
    message: "Unexpected token `:`.",
  });
});

test("of an import that Node does not find in a module", () => {
  const stack =
    "file:///app/main.mjs:1\nimport { nope } from './ok.mjs';\n         ^^^^\nSyntaxError: The requested module './ok.mjs' does not provide an export named 'nope'";
  expect(syntaxPlace("SyntaxError", "The requested…", stack, undefined)?.frame).toEqual(
    at("file:///app/main.mjs", 1, 10),
  );
});

test("of what esbuild does not understand, whose columns count from 0", () => {
  const message =
    'Transform failed with 2 errors:\n/app/bad.ts:2:18: ERROR: Expected identifier but found ":"\n/app/bad.ts:4:0: ERROR: Unexpected "}"';
  expect(syntaxPlace("TransformError", message, "", undefined)).toEqual({
    frame: at("/app/bad.ts", 2, 19),
    message: 'Expected identifier but found ":"\nUnexpected "}"',
  });
});

test("of what Deno does not understand", () => {
  const message =
    "SyntaxError: Unexpected token `:`. Expected yield, an identifier, [ or {\n  |\n2 | export function f(: number) {\n  |                   ~\n    at file:///app/bad.ts:2:19";
  expect(syntaxPlace("TypeError", message, "", undefined)).toEqual({
    frame: at("file:///app/bad.ts", 2, 19),
    message: "Unexpected token `:`. Expected yield, an identifier, [ or {",
  });
});

test("of what Bun does not understand", () => {
  const position = { file: "/app/bad.ts", line: 2, column: 19, lineText: "export function f(: …" };
  expect(syntaxPlace("BuildMessage", "Expected identifier", "", position)).toEqual({
    frame: at("/app/bad.ts", 2, 19),
    message: "Expected identifier",
  });
});

test.each([
  ["an error of JSON", "SyntaxError", "Unexpected token", "SyntaxError: …\n    at JSON.parse"],
  ["an excerpt in front of another", "TypeError", "x", "/app.js:1\nthrow x\n^\n\nTypeError: x"],
  ["a message with a place of its own", "Error", "bad line /data.csv:2:18", ""],
])("%s names no place where something does not parse", (_, name, message, stack) => {
  expect(syntaxPlace(name, message, stack, undefined)).toBeNull();
});

test.each([
  ["of a parser of the program", { file: "/data.csv", line: 1, column: 1 }],
  ["in no file", { file: "", line: 1, column: 1, lineText: "" }],
  ["of text", "1:2"],
  ["that is none", null],
])("a position %s is not Bun's", (_, position) => {
  expect(syntaxPlace("ParseError", "x", "", position)).toBeNull();
});
