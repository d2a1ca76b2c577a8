import { expect, test } from "vitest";
import { maxCapturesPerSecond } from "../../../src/debug/locals/limits.ts";
import { jsonOf } from "./program.ts";

interface Flood {
  readonly seen: number;
  readonly reason: string;
  readonly seconds: number;
  readonly isBack: boolean;
  readonly heldMegabytes: number;
}

test("a flood of errors is let through, held in no memory, and over when it is over", async () => {
  const options = ["--expose-gc", "--conditions=hipflask-source", "--import", "tsx"];
  const flood = (await jsonOf("flood.ts", { options })) as Flood;
  expect(flood.seen).toBeGreaterThan(0);
  // Every second one is rest.
  expect(flood.seen).toBeLessThanOrEqual(maxCapturesPerSecond * flood.seconds);
  expect(flood.reason).toBe(
    "Errors came so fast that not all were looked at: send the request again.",
  );
  expect(flood.isBack).toBe(true);
  // 10,000 times 80 KB would be 800 MB, and those of one second 3 MB for each error.
  expect(flood.heldMegabytes).toBeLessThan(100);
});
