import { expect, test } from "vitest";
import { scopesOf } from "../../src/core/registered-route.ts";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";

test("a route is within its application and its blueprints, itself the innermost", () => {
  const app = new Hipflask();
  const [outer, inner] = [new Blueprint("outer"), new Blueprint("inner")];
  const route = inner.get("/x", () => "x");
  const scopes = scopesOf({ mount: { scopes: [app.hooks, outer.hooks, inner.hooks] }, route });
  expect(scopes.map(({ label }) => label)).toEqual([
    "app",
    "blueprint outer",
    "blueprint inner",
    "route",
  ]);
});
