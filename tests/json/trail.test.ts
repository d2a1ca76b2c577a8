import { expect, test } from "vitest";
import { maxEncodeDepth, Trail } from "../../src/json/trail.ts";

test("the path follows what is entered and left", () => {
  const trail = new Trail();
  trail.enter({}, "users");
  trail.enter([], 0);
  trail.at(3);
  expect(trail.path()).toEqual(["users", 3]);
  expect(trail.lastKey()).toBe("3");
  trail.leave();
  expect(trail.path()).toEqual(["users"]);
  expect(trail.lastKey()).toBe("users");
});

test("the key of the whole value is empty, as JSON.stringify gives it", () => {
  expect(new Trail().lastKey()).toBe("");
});

test("a container that is open already is refused, one that was left is not", () => {
  const trail = new Trail();
  const outer = {};
  const inner = {};
  trail.enter(outer, "a");
  trail.enter(inner, "b");
  expect(() => trail.enter(outer, "c")).toThrow("a.b: it refers back to the whole value.");
  trail.leave();
  expect(() => trail.enter(inner, "b")).not.toThrow();
});

test("steps without a key are no level of the JSON", () => {
  const trail = new Trail();
  trail.enter({}, "a");
  trail.enter({}, undefined);
  trail.enter({}, "b");
  expect(trail.level()).toBe(2);
});

test("a trail goes on from a mark, circles included", () => {
  const trail = new Trail();
  const root = {};
  trail.enter(root, "a");
  const later = new Trail(trail.mark());
  trail.leave();
  expect(later.path()).toEqual(["a"]);
  expect(() => later.enter(root, "b")).toThrow("[json-circular]");
});

test("more values inside each other than the limit are refused", () => {
  const trail = new Trail();
  for (let depth = 0; depth < maxEncodeDepth; depth++) trail.enter({}, depth);
  expect(() => trail.enter({}, 0)).toThrow("[json-too-deep]");
});
