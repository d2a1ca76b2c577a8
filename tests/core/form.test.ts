import { expect, test } from "vitest";
import { Form } from "../../src/core/form.ts";

const one = new File(["1"], "one.txt");
const two = new File(["22"], "two.txt");
const form = new Form(
  [
    ["age", "7"],
    ["tag", "a"],
    ["tag", "b"],
  ],
  [
    ["photo", one],
    ["photo", two],
    ["__proto__", one],
  ],
);

test("fields are read as those of a query", () => {
  expect(form.int("age")).toBe(7);
  expect(form.getAll("tag")).toEqual(["a", "b"]);
  expect([...form.keys()]).toEqual(["age", "tag", "tag"]);
});

test("files are apart", () => {
  expect(form.get("photo")).toBeNull();
  expect(form.file("photo")).toBe(one);
  expect(form.files("photo")).toEqual([one, two]);
  expect(form.file("__proto__")).toBe(one);
  expect(form.files("none")).toEqual([]);
  expect(form.allFiles.map(([name]) => name)).toEqual(["photo", "photo", "__proto__"]);
});

test.each([
  ["a field that is missing", () => form.require("name"), 'form field "name" is missing', "/name"],
  ["a file that is missing", () => form.file("cv"), 'form field "cv" must be a file', "/cv"],
  [
    "a field where a file should be",
    () => form.file("age"),
    'form field "age" must be a file',
    "/age",
  ],
])("%s is 400 and named", (_, read, detail, pointer) => {
  expect(read).toThrow(
    expect.objectContaining({
      status: 400,
      detail,
      extra: { errors: [expect.objectContaining({ in: "form", pointer })] },
    }),
  );
});
