import { expect, test } from "vitest";
import { RequestLife } from "../../src/core/request-life.ts";

test("a request has gathered nothing at first, and shares nothing with another", () => {
  const [one, other] = [new RequestLife(), new RequestLife()];
  one.savers.push(() => {});
  one.provided.set("a", 1);
  expect(other).toMatchObject({ savers: [], cleanups: [], afterThisRequest: [], isOver: false });
  expect(other.provided.size + other.making.size).toBe(0);
});
