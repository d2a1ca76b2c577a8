import { expect, test } from "vitest";
import { ScopeHooks } from "../../src/core/scope-hooks.ts";

test("what another scope has registered is taken behind what is there", () => {
  const [own, other] = [new ScopeHooks("app"), new ScopeHooks("app, by blueprint b")];
  const placed = (place: string) => ({ run: () => {}, place });
  for (const kind of ["before", "after", "teardown", "preprocessors", "urlDefaults"] as const) {
    own[kind].push(placed(`own ${kind}`));
    other[kind].push(placed(`other ${kind}`));
  }
  other.errors.add(404, () => null, "b.ts:1");
  own.adopt(other);
  for (const kind of ["before", "after", "teardown", "preprocessors", "urlDefaults"] as const) {
    expect(own[kind].map(({ place }) => place)).toEqual([`own ${kind}`, `other ${kind}`]);
  }
  expect([...own.errors]).toMatchObject([{ key: 404, place: "b.ts:1" }]);
});

test("two handlers for one error are refused, wherever they come from", () => {
  const [own, other] = [new ScopeHooks("app"), new ScopeHooks("app, by blueprint b")];
  own.errors.add(404, () => null);
  other.errors.add(404, () => null);
  expect(() => own.adopt(other)).toThrow("[error-handler-twice]");
});
