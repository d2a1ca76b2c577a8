import { expect, test } from "vitest";
import { nextTurn } from "../../src/core/turn.ts";

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

test("someone else's work is done in a turn", async () => {
  await pause(20);
  let done = false;
  setTimeout(() => (done = true), 0);
  for (let turns = 0; !done && turns < 100_000; turns++) await (nextTurn() ?? pause(11));
  expect(done).toBe(true);
});

test("a turn is never at once", async () => {
  await pause(20);
  const order: string[] = [];
  const turn = nextTurn()?.then(() => order.push("turn"));
  await Promise.resolve().then(() => order.push("promises"));
  await turn;
  expect(order).toEqual(["promises", "turn"]);
});
