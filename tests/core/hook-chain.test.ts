import { describe, expect, test } from "vitest";
import { compileChain, orderHooks } from "../../src/core/hook-chain.ts";
import { ScopeHooks } from "../../src/core/scope-hooks.ts";

/** A scope with two hooks of each kind, whose functions are called as the scope and their turn. */
function scope(label: string): ScopeHooks {
  const hooks = new ScopeHooks(label);
  for (const turn of [1, 2]) {
    const run = Object.defineProperty(() => {}, "name", { value: `${label} ${turn}` });
    const placed = { run, place: `a.ts:${turn}` };
    hooks.before.push(placed);
    hooks.after.push(placed);
    hooks.teardown.push(placed);
    hooks.preprocessors.push(placed);
  }
  return hooks;
}

const namesOf = (
  hooks: readonly ({ readonly name: string } | { readonly run: { name: string } })[],
) => hooks.map((hook) => ("run" in hook ? hook.run.name : hook.name));

describe("hooks of nested scopes", () => {
  const scopes = [scope("app"), scope("outer"), scope("route")];
  const inward = ["app 1", "app 2", "outer 1", "outer 2", "route 1", "route 2"];
  const outward = ["route 2", "route 1", "outer 2", "outer 1", "app 2", "app 1"];

  test("run inward before the handler, outward after it", () => {
    const ordered = orderHooks(scopes);
    expect(namesOf(ordered.preprocessors)).toEqual(inward);
    expect(namesOf(ordered.before)).toEqual(inward);
    expect(namesOf(ordered.after)).toEqual(outward);
    expect(namesOf(ordered.teardown)).toEqual(outward);
  });

  test("know where they come from", () => {
    expect(orderHooks(scopes).before[2]).toMatchObject({ scope: "outer", place: "a.ts:1" });
  });

  test("are compiled in that order", () => {
    const chain = compileChain(scopes);
    expect(namesOf(chain.before!.hooks)).toEqual(inward);
    expect(namesOf(chain.before!.preprocessors)).toEqual(inward);
    expect(namesOf(chain.after!)).toEqual(outward);
    expect(namesOf(chain.teardown!)).toEqual(outward);
  });

  test("ask error handlers from the nearest scope on", () => {
    expect(compileChain(scopes).errors).toEqual(
      [scopes[2], scopes[1], scopes[0]].map((each) => each!.errors),
    );
  });
});

test("without hooks there is nothing to run", () => {
  const chain = compileChain([new ScopeHooks("app"), new ScopeHooks("route")]);
  expect(chain).toMatchObject({ before: null, after: null, teardown: null });
});

test("a preprocessor alone is something to run before", () => {
  const hooks = new ScopeHooks("app");
  hooks.preprocessors.push({ run: () => {}, place: undefined });
  expect(compileChain([hooks]).before).toMatchObject({ hooks: [] });
});
