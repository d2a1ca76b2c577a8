import { expect, test } from "vitest";
import { maxCapturesPerSecond } from "../../../src/debug/locals/limits.ts";
import { jsonOf } from "./program.ts";

interface Flood {
  readonly seen: number;
  readonly reason: string;
  readonly tookMs: number;
  readonly isBack: boolean;
  readonly heldMegabytes: number;
}

test("a flood of errors is let through, held in no memory, and over when it is over", async () => {
  const options = ["--expose-gc", "--conditions=hipflask-source", "--import", "tsx"];
  const flood = (await jsonOf("flood.ts", { options })) as Flood;
  // Each with a pause would take 10 s at least.
  expect(flood.tookMs).toBeLessThan(5_000);
  expect(flood.seen).toBeLessThanOrEqual(maxCapturesPerSecond);
  expect(flood.reason).toBe(
    "Errors came so fast that not all were looked at: send the request again.",
  );
  expect(flood.isBack).toBe(true);
  // 10,000 times 80 KB would be 800 MB, and those of one second 3 MB for each error.
  expect(flood.heldMegabytes).toBeLessThan(100);
});
