import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { ndjson } from "../../src/core/item-stream.ts";
import { LossyValues } from "../../src/core/lossy-values.ts";
import type { Returnable } from "../../src/core/returnable.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;

beforeEach(() => {
  log = recordedLog();
});

const lines = (): unknown[] =>
  log.entries.map(([level, line]) => `${String(level)} ${String(line)}`);

function application(handler: () => Returnable, debug = true): Hipflask {
  const app = new Hipflask({ log });
  app.debug = debug;
  app.get("/users/<int:id>", handler);
  return app;
}

describe("in debug, what JSON cannot keep is said with its route and path", () => {
  test.each<[string, () => Returnable, string]>([
    ["NaN", () => ({ price: Number.NaN }), "at price: NaN is encoded as null    [json-non-finite]"],
    [
      "an invalid Date",
      () => [{ born: new Date(Number.NaN) }],
      "at [0].born: an invalid Date is encoded as null    [json-invalid-date]",
    ],
    [
      "a dropped function",
      () => ({ user: { greet: () => 1 } }),
      "at user.greet: a function is left out    [json-dropped]",
    ],
    [
      "a promise that nobody awaited",
      () => ({ user: Promise.resolve(1) }),
      "at user: a promise is awaited by the encoder: await it in the handler    [json-promise]",
    ],
    ["the whole value", () => Number.NaN, "NaN is encoded as null    [json-non-finite]"],
    [
      "an item of a stream",
      () => ndjson([1, { price: Number.NaN }]),
      "at [1].price: NaN is encoded as null    [json-non-finite]",
    ],
  ])("%s", async (_, handler, message) => {
    await (await application(handler).testClient().get("/users/7")).text();
    expect(lines()).toEqual([`warn GET /users/<int:id>: ${message}`]);
  });
});

test("in production nothing is said", async () => {
  const app = application(() => ({ price: Number.NaN, greet: () => 1 }), false);
  expect(await (await app.testClient().get("/users/7")).text()).toBe('{"price":null}');
  expect(lines()).toEqual([]);
});

test("what is wrong at one place is said once, whichever item or request it was", async () => {
  const app = application(() => ({
    rows: [{ price: Number.NaN }, { price: Number.NaN }],
    total: Number.NaN,
  }));
  await app.testClient().get("/users/7");
  await app.testClient().get("/users/8");
  expect(lines()).toEqual([
    "warn GET /users/<int:id>: at rows[0].price: NaN is encoded as null    [json-non-finite]",
    "warn GET /users/<int:id>: at total: NaN is encoded as null    [json-non-finite]",
  ]);
});

test("another code, path or route is another place", () => {
  const lossy = new LossyValues();
  const tell = (route: string, code: "json-dropped" | "json-promise", path: string): void =>
    lossy.tell(log, route, { code, path, message: "m" });
  tell("GET /", "json-dropped", "a");
  tell("GET /", "json-promise", "a");
  tell("GET /", "json-dropped", "b");
  tell("PUT /", "json-dropped", "a");
  tell("GET /", "json-dropped", "a");
  expect(lines()).toHaveLength(4);
});

test("places that are data do not fill the memory", () => {
  const lossy = new LossyValues();
  for (let id = 0; id < 5_000; id++) {
    lossy.tell(log, "GET /", { code: "json-dropped", path: `users.u${id}`, message: "m" });
  }
  expect(lines()).toHaveLength(1_000);
});
