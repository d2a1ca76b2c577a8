import { describe, expect, test } from "vitest";
import { splitPath } from "../../src/routing/path.ts";
import { parsePattern } from "../../src/routing/pattern.ts";
import { bareRule } from "../../src/routing/rule.ts";
import { Search } from "../../src/routing/search.ts";
import { insertRule, Node } from "../../src/routing/tree.ts";

const searchFor = (
  patterns: readonly string[],
  rawPath: string,
  method = "GET",
): Search<string> => {
  const root = new Node<string>();
  for (const text of patterns) {
    const [methods, pattern] = text.includes(" ") ? text.split(" ") : ["GET", text];
    insertRule(
      root,
      bareRule(parsePattern(pattern as string), (methods as string).split(","), text),
    );
  }
  const split = splitPath(rawPath);
  const search = new Search<string>(method, split.kind === "segments" ? split.segments : []);
  search.walk(root, 1);
  return search;
};

test("a search goes back where a segment, a converter or the method does not fit", () => {
  const patterns = ["/a/<int:n>/x", "/a/<s>/<t>", "POST /<p>/5/<q>"];
  expect(searchFor(patterns, "/a/5/x").rule?.target).toBe("/a/<int:n>/x");
  expect(searchFor(patterns, "/a/5/y")).toMatchObject({ values: ["5", "y"] });
  expect(searchFor(patterns, "/a/5/y", "POST")).toMatchObject({ values: ["a", "y"] });
});

test("nothing of a way that was given up is left in the values", () => {
  const search = searchFor(["/<int:a>/<int:b>/<path:c>/x", "/<path:d>/y"], "/1/2/3/4/y");
  expect(search.values).toEqual(["1/2/3/4"]);
  expect(search.rule?.target).toBe("/<path:d>/y");
});

test("methods of rules that match are kept, of others not", () => {
  const search = searchFor(["POST /a/<int:n>", "PUT /a/<s>", "DELETE /b/<s>"], "/a/5");
  expect(search.rule).toBeUndefined();
  expect(search.methods).toEqual(new Set(["POST", "PUT", "OPTIONS"]));
});

describe("a path takes as little as it can", () => {
  test.each([
    [["/<path:p>/edit"], "/a/edit/b/edit", ["a/edit/b"]],
    [["/<path:p>/edit"], "/a//edit", ["a/"]],
    [["/<path:a>/x/<path:b>"], "/1/x/2/x/3", ["1", "2/x/3"]],
    [["/<path:p>"], "/a/b/", ["a/b/"]],
    [["/<path:p>/", "/<path:p>"], "/a/b/", ["a/b"]],
    [["/<path:p>/<int:n>"], "/a/1/2", ["a/1", 2]],
    [["/<path:p>/<a>-<b>"], "/x/y-z", ["x", "y", "z"]],
  ])("%j on %s", (patterns, rawPath, values) => {
    expect(searchFor(patterns, rawPath).values).toEqual(values);
  });
});

describe("a path takes neither nothing nor a slash at its beginning", () => {
  test.each([
    [["/f/<path:p>"], "/f/"],
    [["/f/<path:p>"], "/f//a"],
    [["/f/<path:p>"], "/f/%2Fetc/passwd"],
    [["/f/<path:p>/edit"], "/f/edit"],
    [["/f/<path:p>/"], "/f/a//"],
  ])("%j on %s", (patterns, rawPath) => {
    expect(searchFor(patterns, rawPath).rule).toBeUndefined();
  });
});

describe("the steps of a search grow with the path, not with its square", () => {
  test.each<[string, readonly string[], string]>([
    ["many segments, no rule", ["/a/<b>/c"], "/a".repeat(2_000)],
    ["a path in the middle", ["/<path:p>/edit"], "/a".repeat(2_000)],
    ["a path in the middle that often nearly ends", ["/<path:p>/edit/x"], "/edit".repeat(2_000)],
    ["two paths", ["/<path:p>/x/<path:q>/y"], "/x".repeat(2_000)],
    ["three paths", ["/<path:p>/x/<path:q>/x/<path:r>/y"], "/x".repeat(2_000)],
    ["paths and variables", ["/<path:p>/<a>/<b>/<path:q>/<c>/y"], "/x".repeat(2_000)],
    ["only slashes", ["/<path:p>/x", "/<a>/<b>"], "/".repeat(2_000)],
  ])("%s", (_, patterns, rawPath) => {
    const search = searchFor(patterns, rawPath);
    expect(search.rule).toBeUndefined();
    expect(search.steps).toBeLessThan(8 * 2_000);
  });

  test("every split of the tree is walked once", () => {
    const patterns = Array.from({ length: 64 }, (_, bits) => {
      const segments = Array.from({ length: 6 }, (__, bit) =>
        (bits >> bit) & 1 ? "x" : `<v${bit}>`,
      );
      return `/${segments.join("/")}/end${bits}`;
    });
    const { rule, steps } = searchFor(patterns, "/x/x/x/x/x/x/none");
    expect(rule).toBeUndefined();
    expect(steps).toBe(127);
  });
});
