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

  test("is checked at a registration too", () => {
    expect(() => new Hipflask().register(new Blueprint("b"), { name: "a.b" })).toThrow(
      "[blueprint-name]",
    );
  });
});
