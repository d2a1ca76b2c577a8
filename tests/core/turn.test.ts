import { expect, test } from "vitest";
import { nextTurn } from "../../src/core/turn.ts";

test("someone else's work is done between turns", async () => {
  let done = false;
  setTimeout(() => (done = true), 1);
  let turns = 0;
  while (!done && turns < 100_000) {
    await nextTurn();
    turns++;
  }
  expect(done).toBe(true);
});

test("those who wait together share the time", async () => {
  const before = performance.now();
  const alone = (await nextTurn()) - before;
  const together = Array.from({ length: 100 }, () => nextTurn());
  const first = await Promise.race(together);
  expect(alone).toBeGreaterThan(9);
  expect(first - performance.now()).toBeLessThan(5);
  await Promise.all(together);
  expect((await nextTurn()) - performance.now()).toBeGreaterThan(5);
});
