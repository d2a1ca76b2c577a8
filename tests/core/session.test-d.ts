import { expectTypeOf, test } from "vitest";
import { Hipflask, type Session } from "../../src/index.ts";

test("as long as a program declares nothing, any name may hold anything", () => {
  expectTypeOf<Session>().toEqualTypeOf<Record<string, unknown>>();
  new Hipflask().get("/", ({ g, session }) => {
    expectTypeOf(session["anything"]).toEqualTypeOf<unknown>();
    expectTypeOf(g["anything"]).toEqualTypeOf<unknown>();
    return null;
  });
});

test("a path variable cannot be called session", () => {
  // @ts-expect-error: it is a part of the context.
  new Hipflask().get("/<session>", () => null);
});
