import { expectTypeOf, test } from "vitest";
import { Query } from "../../src/core/query.ts";

test("a reader gives what it says, or its default", () => {
  const query = new Query("");
  expectTypeOf(query.require("a")).toEqualTypeOf<string>();
  expectTypeOf(query.int("a")).toEqualTypeOf<number>();
  expectTypeOf(query.int("a", { default: 1, min: 0 })).toEqualTypeOf<number>();
  expectTypeOf(query.int("a", { default: null })).toEqualTypeOf<number | null>();
  expectTypeOf(query.boolean("a", { default: false })).toEqualTypeOf<boolean>();
  expectTypeOf(query.ints("a")).toEqualTypeOf<readonly number[]>();
  expectTypeOf(query.oneOf("a", ["x", "y"])).toEqualTypeOf<"x" | "y">();
  expectTypeOf(query.oneOf("a", ["x", "y"], { default: null })).toEqualTypeOf<"x" | "y" | null>();
  // @ts-expect-error a default must be a number, or null
  query.int("a", { default: "1" });
});
