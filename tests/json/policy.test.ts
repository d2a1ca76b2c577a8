import { expect, test } from "vitest";
import { mergeOptions, resolvePolicy, type JSONOptions } from "../../src/json/policy.ts";

test("the defaults are those of the table", () => {
  expect(resolvePolicy({})).toEqual({
    bigint: "string",
    nonFinite: "null",
    bytes: "base64",
    date: "iso",
    sortKeys: false,
    ensureAscii: false,
    indent: "",
    itemSeparator: ",",
    keySeparator: ":",
    native: true,
  });
});

test.each<[boolean, JSONOptions]>([
  [true, { indent: 2 }],
  [true, { indent: "\t" }],
  [true, { bigint: "number", bytes: "hex", date: "http" }],
  [true, { separators: [",", ":"] }],
  [true, { indent: 2, separators: [",", ": "] }],
  [false, { indent: 2, separators: [",", ":"] }],
  [false, { separators: [", ", ": "] }],
  [false, { sortKeys: true }],
  [false, { ensureAscii: true }],
  [false, { nonFinite: "error" }],
])("whether the engine may write is %s for %j", (native, options) => {
  expect(resolvePolicy(options).native).toBe(native);
});

test.each([
  [{ bigint: "digits" }, '"string", "number", "error"'],
  [{ nonFinite: "NaN" }, '"null", "error"'],
  [{ bytes: "base32" }, '"base64", "base64url", "hex", "array"'],
  [{ date: "unix" }, '"iso", "http", "epoch-ms"'],
  [{ sortKeys: 1 }, "true or false"],
  [{ ensureAscii: "yes" }, "true or false"],
  [{ indent: -1 }, "0 to 10"],
  [{ indent: 11 }, "0 to 10"],
  [{ indent: 1.5 }, "0 to 10"],
  [{ indent: "--" }, "spaces and tabs"],
  [{ indent: true }, "0 to 10"],
  [{ separators: ", " }, "a comma and a colon"],
  [{ separators: [","] }, "a comma and a colon"],
  [{ separators: [";", ":"] }, "a comma and a colon"],
  [{ separators: [":", ","] }, "a comma and a colon"],
  [{ separators: [",", ":\u00a0"] }, "a comma and a colon"],
])("%j is refused and told what it must be", (options, wanted) => {
  const resolve = (): unknown => resolvePolicy(options as JSONOptions);
  expect(resolve).toThrow(wanted);
  expect(resolve).toThrow("[json-option]");
});

test("merging keeps the base when nothing is chosen, and never changes it", () => {
  const base: JSONOptions = { indent: 2 };
  expect(mergeOptions(base, {})).toBe(base);
  expect(mergeOptions(base, { indent: undefined })).toBe(base);
  expect(mergeOptions(base, { sortKeys: true })).toEqual({ indent: 2, sortKeys: true });
  expect(base).toEqual({ indent: 2 });
});
