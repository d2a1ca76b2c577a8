import { expect, test } from "vitest";
import { ConverterTable } from "../../src/routing/converters.ts";
import { parseHost } from "../../src/routing/host-pattern.ts";
import type { HostPattern } from "../../src/routing/host-pattern.ts";
import { HostTrees } from "../../src/routing/host-trees.ts";

const host = (text: string): HostPattern => parseHost(text, new ConverterTable());

test("hosts of one key have one tree, and rules without a host the tree of every host", () => {
  const trees = new HostTrees<string>();
  expect(trees.hasHosts).toBe(false);
  expect(trees.treeFor(undefined)).toBe(trees.anyHost);
  expect(trees.treeFor(host("<a>.example.com"))).toBe(trees.treeFor(host("<b>.example.com")));
  expect(trees.hasHosts).toBe(true);
});

test("a request is looked for in the trees of its host, the one that says most first, then in that of every host", () => {
  const trees = new HostTrees<string>();
  const any = trees.treeFor(host("<name>.example.com"));
  const short = trees.treeFor(host("<string(maxlength=3):name>.example.com"));
  const api = trees.treeFor(host("api.example.com"));
  trees.treeFor(host("www.example.com"));
  expect(trees.placesFor("api.example.com:80")).toEqual([
    { tree: api, hostValues: [] },
    { tree: short, hostValues: ["api"] },
    { tree: any, hostValues: ["api"] },
    { tree: trees.anyHost, hostValues: [] },
  ]);
  expect(trees.placesFor("other.test")).toEqual([{ tree: trees.anyHost, hostValues: [] }]);
});

test("trees meet where nothing but the order of registration would tell their hosts apart", () => {
  const trees = new HostTrees<string>();
  const low = trees.treeFor(host("<int(max=5):n>.com"));
  trees.treeFor(host("<n>.com"));
  expect(trees.treesThatMeet(host("<int(min=3):n>.com"))).toEqual([low]);
  expect(trees.treesThatMeet(host("api.com"))).toEqual([]);
  expect(trees.treesThatMeet(undefined)).toEqual([trees.anyHost]);
});
