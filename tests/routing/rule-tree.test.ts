import { expect, test } from "vitest";
import { parsePattern } from "../../src/routing/pattern.ts";
import { RuleTree } from "../../src/routing/rule-tree.ts";
import { bareRule } from "../../src/routing/rule.ts";
import type { Rule } from "../../src/routing/rule.ts";

const rule = (pattern: string, ...methods: string[]): Rule<string> =>
  bareRule(parsePattern(pattern), methods, pattern);

const treeOf = (isShared: boolean, ...rules: Rule<string>[]): RuleTree<string> => {
  const tree = new RuleTree<string>(isShared);
  for (const each of rules) {
    tree.add(each);
    tree.share(each, ({ target }) => target.includes("away"));
  }
  return tree;
};

test("the rules without variables are found by path and method, HEAD with GET", () => {
  const { fixed } = treeOf(true, rule("/a", "GET"), rule("/a", "POST"), rule("/<x>", "GET"));
  expect([...fixed.keys()]).toEqual(["/a"]);
  expect([...(fixed.get("/a")?.keys() ?? [])]).toEqual(["GET", "HEAD", "POST"]);
  expect(fixed.get("/a")?.get("HEAD")).toEqual({
    kind: "found",
    target: "/a",
    names: [],
    values: [],
  });
});

test("an answer that all requests share is frozen, its lists too", () => {
  const given = { ...rule("/a", "GET"), names: Object.freeze(["page"]), defaultValues: [1] };
  const match = treeOf(true, given).fixed.get("/a")?.get("GET");
  expect(match).toMatchObject({ names: ["page"], values: [1] });
  expect(Object.isFrozen(match)).toBe(true);
  expect(Object.isFrozen((match as { values: readonly unknown[] }).values)).toBe(true);
});

test("paths that clients encode, and rules that are redirected, are left to the search", () => {
  const { fixed } = treeOf(
    true,
    rule("/100%25", "GET"),
    rule("/a%2Fb", "GET"),
    rule("/away", "GET"),
  );
  expect(fixed.get("/away")?.size).toBe(0);
  expect([...fixed.keys()]).toEqual(["/away"]);
});

test("nothing is shared where the host has values of its own", () => {
  expect(treeOf(false, rule("/a", "GET")).fixed.size).toBe(0);
});
