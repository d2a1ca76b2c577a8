import { expect, test } from "vitest";
import { JSONSyntaxError } from "../../src/json/syntax-error.ts";

function at(text: string, offset: number, pointer = ""): JSONSyntaxError {
  return new JSONSyntaxError({
    code: "json-syntax",
    reason: "expected a value, found x",
    offset,
    text,
    pointer,
  });
}

test("the message says where, what and near what", () => {
  const error = at('{"users": [x]}', 11, "/users/0");
  expect(error.message).toBe(
    'Cannot parse JSON at line 1, column 12 (/users/0): expected a value, found x, near {"users": [x]}    [json-syntax]',
  );
  expect(error).toBeInstanceOf(SyntaxError);
  expect(error.name).toBe("JSONSyntaxError");
});

test.each([
  ["abc", 0, 1, 1],
  ["abc", 3, 1, 4],
  ["a\nbc", 2, 2, 1],
  ["a\r\nb\nc", 5, 3, 1],
  ["a\nb", 1, 1, 2],
])("in %j offset %d is line %d, column %d", (text, offset, line, column) => {
  expect(at(text, offset)).toMatchObject({ offset, line, column });
});

test("the excerpt is short, on one line, and whole characters", () => {
  expect(at(`${"a".repeat(50)}x${"b".repeat(50)}`, 50).excerpt).toBe(
    `…${"a".repeat(20)}x${"b".repeat(19)}…`,
  );
  expect(at("[1,\n\u001b[31mx]", 10).excerpt).toBe("[1,  [31mx]");
  expect(at(`${"😀".repeat(20)}1x`, 41).excerpt).toBe(`…\ufffd${"😀".repeat(9)}1x`);
});

test("a long pointer is whole in the error and short in its message", () => {
  const error = at("x", 0, "/0".repeat(500));
  expect(error.pointer).toHaveLength(1_000);
  expect(error.message.length).toBeLessThan(250);
});
