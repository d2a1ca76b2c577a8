import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { parseHost } from "../../src/routing/host-pattern.ts";

const converters = new ConverterTable();

test("a host is labels of lower case text, variables, and both mixed", () => {
  const host = parseHost("<tenant>.API-v<int:version>.Example.com", converters);
  expect(host.labels.map(({ kind }) => kind)).toEqual(["variable", "mixed", "static", "static"]);
  expect(host.labels[2]).toEqual({ kind: "static", text: "example" });
  expect(host.variables.map(({ name }) => name)).toEqual(["tenant", "version"]);
});

test("hosts that take the same names have one key, whatever their variables are called", () => {
  const key = (text: string): string => parseHost(text, converters).key;
  expect(key("<a>.example.com")).toBe(key("<b>.Example.com"));
  expect(key("<a>.example.com")).not.toBe(key("<int:a>.example.com"));
  expect(key("<a>.example.com")).not.toBe(key("a.example.com"));
});

describe("a mistake is shown with its place and what to write instead", () => {
  test.each([
    ["", "it is not a host", "leave host out"],
    ["example.com:8080", "a port takes no part in routing", "write example.com"],
    ["https://example.com", "a port takes no part in routing", "write https"],
    ["exa mple.com", "a host cannot hold this character", "xn--bcher-kva"],
    ["bücher.example", "a host cannot hold this character", "xn--bcher-kva"],
    [".example.com", "a label between dots is empty", "without dots at its ends"],
    ["example.com.", "a label between dots is empty", "without dots at its ends"],
    ["a..b", "a label between dots is empty", "without dots at its ends"],
    ["<a><b>.example.com", "two variables touch", "a dash or a dot"],
    ["<path:rest>.example.com", "a host has none", "write <rest> for one label"],
    ["<itn:id>.example.com", 'there is no converter "itn"', "write <int:id>"],
    ["<tenant.example.com", 'the "<" is never closed', "write <"],
  ])("%j", (text, problem, fix) => {
    expect(() => parseHost(text, converters)).toThrow(problem);
    expect(() => parseHost(text, converters)).toThrow(fix);
  });
});
