import { expect, test } from "vitest";
import { HeaderFields } from "../../../src/gateway.ts";
import { defaultLimits } from "../../../src/h1/limits.ts";
import { SharedEngine } from "../../../src/runtimes/node/shared-engine.ts";

const engine = new SharedEngine({
  host: "127.0.0.1",
  port: 0,
  gateway: () => ({ status: 200, headers: new HeaderFields(), body: null }),
  refuse: ({ status }) => ({ status, headers: new HeaderFields(), body: null }),
  onError: () => {},
  limits: { maxHeadBytes: 100 },
});

test("limits that are not given are the usual ones", () => {
  expect(engine.limits).toEqual({ ...defaultLimits, maxHeadBytes: 100 });
});

test("a text is as long as its bytes", () => {
  expect(engine.utf8Length("é")).toBe(2);
});

test("the date is a line of its own", () => {
  expect(engine.dateLine()).toMatch(/^date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n$/);
});

test("the date is that of the last tick, once somebody ticks", async () => {
  engine.tick();
  const ticked = engine.dateLine();
  const nextSecond = 1_000 - (Date.now() % 1_000) + 20;
  await new Promise((resolve) => setTimeout(resolve, nextSecond));
  expect(engine.dateLine()).toBe(ticked);
  engine.tick();
  expect(engine.dateLine()).not.toBe(ticked);
});
