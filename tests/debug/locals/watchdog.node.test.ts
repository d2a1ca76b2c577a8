import { expect, test, vi } from "vitest";
import { flag, flagCount } from "../../../src/debug/locals/link.ts";
import type { ToWorker } from "../../../src/debug/locals/link.ts";
import { Watchdog } from "../../../src/debug/locals/watchdog.ts";

const makeFlags = (): Int32Array => new Int32Array(new SharedArrayBuffer(flagCount * 4));

test("errors are not looked at while something is muted, even if it throws", () => {
  const flags = makeFlags();
  const watchdog = new Watchdog(flags, () => {});
  expect(watchdog.mute(() => flags[flag.muted])).toBe(1);
  expect(() =>
    watchdog.mute(() => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(flags[flag.muted]).toBe(0);
});

test("a promise is guarded until it settles, and the thread says meanwhile that it lives", async () => {
  const flags = makeFlags();
  const told: ToWorker["kind"][] = [];
  const watchdog = new Watchdog(flags, ({ kind }) => told.push(kind));
  let settle = (_value: number): void => {};
  const first = watchdog.guard(() => new Promise<number>((resolve) => (settle = resolve)));
  const second = watchdog.guard(() => Promise.reject(new Error("no")));
  await expect(second).rejects.toThrow("no");
  expect(told).toEqual(["guard"]);
  await vi.waitFor(() => expect(flags[flag.heartbeat]).toBeGreaterThan(0), { timeout: 20_000 });
  settle(7);
  expect(await first).toBe(7);
  expect(told).toEqual(["guard", "unguard"]);
});
