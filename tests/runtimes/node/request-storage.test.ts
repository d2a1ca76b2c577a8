import { expect, test } from "vitest";
import { createRequestStorage } from "../../../src/runtimes/node/request-storage.ts";

test("a value is there for all that is called within, and for nothing else", async () => {
  const storage = createRequestStorage<number>();
  const later = async (): Promise<number | undefined> => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return storage.getStore();
  };
  const seen = await Promise.all([storage.run(1, later), storage.run(2, later), later()]);
  expect(seen).toEqual([1, 2, undefined]);
});

test("an inner value hides the outer one while it lasts", () => {
  const storage = createRequestStorage<string>();
  const seen = storage.run("outer", () => [
    storage.run("inner", () => storage.getStore()),
    storage.getStore(),
  ]);
  expect(seen).toEqual(["inner", "outer"]);
});
