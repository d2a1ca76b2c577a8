import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { readVariable, variableEnd } from "../../src/routing/pattern-variable.ts";

const table = new ConverterTable();
const read = (variable: string): ReturnType<typeof readVariable> =>
  readVariable(`/${variable}`, 1, variableEnd(`/${variable}`, 1), table);

test.each([
  ["<name>", "name", "abc", "abc"],
  ["<int:id>", "id", "7", 7],
  ["<int():id>", "id", "7", 7],
  ["<int(min=5, max=9):id>", "id", "7", 7],
  ['<any("a)b", c):x>', "x", "a)b", "a)b"],
  ["<any('it)s'):x>", "x", "it)s", "it)s"],
])("%s is a variable", (text, name, path, value) => {
  const variable = read(text);
  expect(variable.name).toBe(name);
  expect(variable.text).toBe(text);
  expect(variable.converter.parse(path)).toBe(value);
});

describe("a mistake is told with the place and the fix", () => {
  test.each([
    ["<int:id", '"<" is never closed', "write /<int:id>"],
    ["<int:id/<name>", '"<" is never closed', "write /<int:id>"],
    ["<", '"<" is never closed', "write /<name>"],
    ["<>", "has no name", "<int:id>"],
    ["<int:>", "has no name", "<int:id>"],
    ["<int(min=1):>", "has no name", "<int:id>"],
    ["<user-id>", 'the name "user-id"', "<user_id>"],
    ["<1st>", 'the name "1st"', "<_1st>"],
    ["<int: id>", 'the name " id"', "<_id>"],
    ["<__proto__>", 'the name "__proto__"', "<proto>"],
    ["<a:b:c>", 'the name "b:c"', "<b_c>"],
    ["<int(min=1:id>", '"(" is never closed', "write <int(…):name>"],
    ["<int(min=1)>", "a colon and the variable's name must follow", "write <int(min=1):name>"],
    ["<itn:id>", 'there is no converter "itn", only string, int', "write <int:id>"],
    ["<slug:id>", 'there is no converter "slug"', "use one of string, int"],
    ["<id:int>", 'there is no converter "id"', "the converter comes first: write <int:id>"],
    ["<:id>", 'there is no converter ""', "write <id>"],
    ["<constructor:id>", 'there is no converter "constructor"', "use one of"],
  ])("%s", (text, problem, fix) => {
    expect(() => read(text)).toThrow(problem);
    expect(() => read(text)).toThrow(`Fix: `);
    expect(() => read(text)).toThrow(fix);
  });
});

test("the caret stands under the argument that is wrong", () => {
  expect(() => read("<int(min=1, mxa=3):id>")).toThrow(
    ["  /<int(min=1, mxa=3):id>", "               ^", "Fix: write max=3    [route-converter]"].join(
      "\n",
    ),
  );
});
