import { describe, expect, test } from "vitest";
import { parsePattern } from "../../src/routing/pattern.ts";
import { insertRule, Leaf, Node } from "../../src/routing/tree.ts";
import { bareRule } from "../../src/routing/rule.ts";
import type { Rule } from "../../src/routing/rule.ts";

const rule = (pattern: string, ...methods: string[]): Rule<string> =>
  bareRule(parsePattern(pattern), methods, pattern);

const treeOf = (...patterns: string[]): Node<string> => {
  const root = new Node<string>();
  for (const pattern of patterns) insertRule(root, rule(pattern, "GET"));
  return root;
};

/** The keys of the branches of a node, without the sets behind them. */
const branchesOf = (node: Node<string>): string[] =>
  node.branches.map(({ key }) =>
    (JSON.parse(key) as (string | [string])[])
      .map((piece) => (typeof piece === "string" ? `<${piece.split(" ")[0]}>` : piece[0]))
      .join(""),
  );

describe("branches stand in the order they are tried, however they were registered", () => {
  const patterns = [
    "/<a>",
    "/<uuid:a>",
    "/<int:a>",
    "/<any(x, y):a>",
    "/<a>-<b>",
    "/v<a>",
    "/<int(max=5):a>",
  ];
  const expected = [
    "v<string>",
    "<string>-<string>",
    "<any>",
    "<int>",
    "<int>",
    "<uuid>",
    "<string>",
  ];

  test("from wide to narrow", () => {
    const { branches } = treeOf(...patterns);
    expect(branches.map(({ segment }) => segment.kind)).toEqual([
      "mixed",
      "mixed",
      ...Array(5).fill("variable"),
    ]);
    expect(branchesOf(treeOf(...patterns)).toSorted()).toEqual(expected.toSorted());
    expect(branchesOf(treeOf(...patterns)).slice(0, 2)).toEqual(expected.slice(0, 2));
    expect(branchesOf(treeOf(...patterns)).slice(-2)).toEqual(expected.slice(-2));
  });

  test("the narrower of two of one weight goes first", () => {
    const keys = (...each: string[]): unknown[] => treeOf(...each).branches.map(({ key }) => key);
    expect(keys("/<int:a>", "/<int(max=5):a>")).toEqual(keys("/<int(max=5):a>", "/<int:a>"));
    expect(keys("/<a>", "/<string(length=2):a>")).toEqual(keys("/<string(length=2):a>", "/<a>"));
  });

  test("equals stay in the order of registration", () => {
    expect(branchesOf(treeOf("/<float:a>", "/<int:a>"))).toEqual(["<float>", "<int>"]);
    expect(branchesOf(treeOf("/<int:a>", "/<float:a>"))).toEqual(["<int>", "<float>"]);
  });
});

test("variables that differ only in name share a branch", () => {
  expect(treeOf("/<int:a>/x", "/<int:b>/y").branches).toHaveLength(1);
});

test("a path below a path is known as one", () => {
  const root = treeOf("/<path:a>/x/<path:b>");
  expect(root.path?.isBelowPath).toBe(false);
  expect(root.path?.node.statics?.get("x")?.path?.isBelowPath).toBe(true);
});

test("HEAD comes with GET unless a rule has it by name", () => {
  const leaf = new Leaf<string>();
  leaf.add(rule("/a", "GET"));
  expect(leaf.byMethod.get("HEAD")).toBe(leaf.byMethod.get("GET"));
  const head = rule("/a", "HEAD");
  leaf.add(head);
  expect(leaf.byMethod.get("HEAD")).toBe(head);
  const other = new Leaf<string>();
  other.add(head);
  other.add(rule("/a", "GET"));
  expect(other.byMethod.get("HEAD")).toBe(head);
});
