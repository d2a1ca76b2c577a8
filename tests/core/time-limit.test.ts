import { expect, test } from "vitest";
import { atMost } from "../../src/core/time-limit.ts";

test("work that ends in time is waited for", async () => {
  const steps: string[] = [];
  const work = Promise.resolve().then(() => void steps.push("done"));
  await atMost(2 ** 31 - 1, work);
  expect(steps).toEqual(["done"]);
});

test("work without an end is waited for no longer than the limit", async () => {
  await expect(atMost(1, new Promise(() => {}))).resolves.toBeUndefined();
});

test("work that fails in time passes its failure on", async () => {
  await expect(atMost(2 ** 31 - 1, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
