import { describe, expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { compareHosts, hostLabels, matchHost, relateHosts } from "../../src/routing/host-match.ts";
import { parseHost } from "../../src/routing/host-pattern.ts";
import type { HostPattern } from "../../src/routing/host-pattern.ts";

const host = (text: string): HostPattern => parseHost(text, new ConverterTable());

describe("an authority is read without its port, its case and the root's dot", () => {
  test.each([
    ["example.com", ["example", "com"]],
    ["Example.COM:8080", ["example", "com"]],
    ["example.com.", ["example", "com"]],
    ["127.0.0.1:5000", ["127", "0", "0", "1"]],
    ["[::1]:5000", []],
    ["", [""]],
  ])("%j", (authority, labels) => {
    expect(hostLabels(authority)).toEqual(labels);
  });
});

describe("a host takes names of as many labels as it has", () => {
  test.each([
    ["api.example.com", "API.example.com:80", []],
    ["api.example.com", "example.com", undefined],
    ["api.example.com", "x.api.example.com", undefined],
    ["<tenant>.example.com", "Acme.example.com", ["acme"]],
    ["<tenant>.example.com", "a.b.example.com", undefined],
    ["<tenant>.example.com", ".example.com", undefined],
    ["<tenant>.example.com", "example.com", undefined],
    ["v<int:major>.<any(eu, us):region>.example.com", "v2.eu.example.com", [2, "eu"]],
    ["v<int:major>.<any(eu, us):region>.example.com", "v2.asia.example.com", undefined],
    ["<name>", "[::1]", undefined],
    ["<name>", "localhost:5000", ["localhost"]],
    ["<name>", "", undefined],
  ])("%s asked for %s", (pattern, authority, values) => {
    expect(matchHost(host(pattern), hostLabels(authority))).toEqual(values);
  });
});

describe("the host that says more goes first", () => {
  test.each([
    ["api.example.com", "<tenant>.example.com", -1],
    ["<tenant>.example.com", "api.example.com", 1],
    ["a.<x>.com", "<x>.a.com", -1],
    ["v<x>.example.com", "<x>.example.com", -1],
    ["<int:x>.example.com", "<x>.example.com", -1],
    ["<string(length=2):x>.example.com", "<x>.example.com", -1],
    ["<x>.example.com", "<string(length=2):x>.example.com", 1],
    ["<x>.example.com", "<y>.example.com", 0],
  ])("%s and %s", (first, second, sign) => {
    expect(Math.sign(compareHosts(host(first), host(second)))).toBe(sign);
  });
});

describe("hosts are the same, a part of another, overlap, or never meet", () => {
  test.each([
    ["<x>.example.com", "<y>.example.com", "same"],
    ["api.example.com", "<y>.example.com", "narrower"],
    ["<y>.example.com", "api.example.com", "wider"],
    ["api.example.com", "<int:y>.example.com", "disjoint"],
    ["<int:y>.example.com", "api.example.com", "disjoint"],
    ["api.example.com", "www.example.com", "disjoint"],
    ["<x>.com", "<x>.<y>.com", "disjoint"],
    ["a.<x>.com", "<x>.a.com", "overlapping"],
    ["<int(max=5):x>.com", "<int(min=3):x>.com", "overlapping"],
  ])("%s and %s", (first, second, relation) => {
    expect(relateHosts(host(first), host(second))).toBe(relation);
  });
});
