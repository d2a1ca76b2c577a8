import { describe, expect, test } from "vitest";
import { buildHost } from "../../src/routing/build-host.ts";
import { ConverterTable } from "../../src/routing/converters.ts";
import { parseHost } from "../../src/routing/host-pattern.ts";

const build = (text: string, values: Record<string, unknown> = {}): string => {
  const host = parseHost(text, new ConverterTable());
  const names = host.variables.map(({ name }) => name);
  return buildHost({ text: `${text}/`, names }, host, values);
};

describe("values become labels", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["API.example.com", {}, "api.example.com"],
    ["<tenant>.example.com", { tenant: "acme" }, "acme.example.com"],
    ["v<int:n>.<any(eu, us):at>.com", { n: 2, at: "eu" }, "v2.eu.com"],
    ["<a>-<b>.com", { a: "x-y", b: "z" }, "x-y-z.com"],
  ])("%s with %o", (text, values, host) => {
    expect(build(text, values)).toBe(host);
  });
});

describe("what would not come back is refused", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["<tenant>.example.com", {}, "Cannot build a URL for <tenant>.example.com/: tenant is missing"],
    ["<tenant>.example.com", { tenant: "Acme" }, 'tenant cannot stand in a host: it is "Acme"'],
    ["<tenant>.example.com", { tenant: "a.b" }, "tenant cannot stand in a host"],
    ["<tenant>.example.com", { tenant: "evil.com/" }, "tenant cannot stand in a host"],
    ["<tenant>.example.com", { tenant: "user@evil" }, "tenant cannot stand in a host"],
    ["<int(max=5):n>.example.com", { n: 6 }, "n must be an integer up to 5, but is 6"],
    ["<a>-<b>.com", { a: "x", b: "y-z" }, 'x-y-z.com would come back as a "x-y", b "z"'],
  ])("%s with %o", (text, values, message) => {
    expect(() => build(text, values)).toThrow(message);
  });
});
