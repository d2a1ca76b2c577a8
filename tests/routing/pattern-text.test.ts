import { describe, expect, test } from "vitest";
import { parsePattern } from "../../src/routing/pattern.ts";
import { checkStaticText } from "../../src/routing/pattern-text.ts";

describe("spellings of other frameworks are answered with Hipflask's", () => {
  test.each([
    ["/users/:id", "a colon", "write <id>"],
    ["/users/:id?", "a colon", "write <id>"],
    ["/users/{id}", "braces", "write <id>"],
    ["/users/{id:int}", "braces", "write <int:id>"],
    ["/files/{rest:path}", "braces", "write <path:rest>"],
    ["/users/[id]", "square brackets", "write <id>"],
    ["/files/[...rest]", "square brackets", "write <path:rest>"],
    ["/files/*", "a star", "write <path:name>"],
    ["/files/*rest", "a star", "write <path:name>"],
  ])("%s", (pattern, problem, fix) => {
    expect(() => parsePattern(pattern)).toThrow(problem);
    expect(() => parsePattern(pattern)).toThrow(fix);
  });
});

describe("what never reaches a path is refused", () => {
  test.each([
    ["/users?active=1", "a query takes no part in routing", "write /users and read the query"],
    ["/users#top", "a fragment never reaches a server", "write /users "],
    ["/a b", "whitespace", "write %20"],
    ["/users ", "whitespace", "write %20"],
    ["/a\tb", "whitespace", "write %09"],
    ["/a\0", "control character", "write %00"],
    ["/a\\b", "backslash", "write / to separate"],
    ["/id>", 'no "<" opens this variable', "%3E"],
  ])("%j", (pattern, problem, fix) => {
    expect(() => parsePattern(pattern)).toThrow(problem);
    expect(() => parsePattern(pattern)).toThrow(fix);
  });
});

test("a colon inside a segment is text", () => {
  expect(() => checkStaticText("/v1:batch", 1, "v1:batch")).not.toThrow();
  expect(() => checkStaticText("/:80", 1, ":80")).not.toThrow();
});
