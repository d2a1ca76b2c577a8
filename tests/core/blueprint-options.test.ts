import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { checkBlueprintName } from "../../src/core/blueprint-options.ts";

describe("the name of a blueprint", () => {
  test.each(["admin", "admin-users", "ü", "a b"])("may be %j", (name) => {
    expect(() => checkBlueprintName(name)).not.toThrow();
  });

  test.each(["", "a.b", ".", null, undefined, 7])("may not be %j", (name) => {
    expect(() => new Blueprint(name as string)).toThrow(
      expect.objectContaining({ code: "blueprint-name" }),
    );
  });

  test("is checked at a registration too, as its options are", () => {
    expect(() => new Hipflask().register(new Blueprint("b"), { name: "a.b" })).toThrow(
      "[blueprint-name]",
    );
    const flasks = { url_prefix: "/b" } as object;
    expect(() => new Hipflask().register(new Blueprint("b"), flasks)).toThrow(
      expect.objectContaining({ code: "unknown-option", fix: "did you mean urlPrefix?" }),
    );
  });
});

test("a misspelt option of a blueprint is refused", () => {
  const flasks = { url_prefix: "/b" } as object;
  expect(() => new Blueprint("b", flasks)).toThrow(
    expect.objectContaining({ code: "unknown-option", fix: "did you mean urlPrefix?" }),
  );
});
