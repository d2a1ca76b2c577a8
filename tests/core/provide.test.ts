import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { AnyContext } from "../../src/core/context.ts";
import { provide } from "../../src/core/provide.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

const get = async (path = "/"): Promise<unknown> => (await app.testClient().get(path)).json();

describe("a value", () => {
  test("is made once for a request, and anew for the next", async () => {
    let made = 0;
    const counter = provide(() => ({ number: ++made }));
    app.beforeRequest((context) => void counter(context));
    app.get("/", (context) => [counter(context) === counter(context), counter(context).number]);
    expect([await get(), await get()]).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });

  test("is not made for a request that does not ask for it", async () => {
    let made = 0;
    const counter = provide(() => ++made);
    app.get("/", () => "nothing");
    app.get("/asks", (context) => counter(context));
    await app.testClient().get("/");
    expect(made).toBe(0);
    await get("/asks");
    expect(made).toBe(1);
  });

  test("sees the request, and may be made of other values", async () => {
    const token = provide(({ headers }) => headers.get("authorization"));
    const user = provide((context) => ({
      name: token(context) ?? "nobody",
      id: context.params["id"],
    }));
    app.get("/<int:id>", (context) => user(context));
    expect(await get("/7")).toEqual({ name: "nobody", id: 7 });
  });

  test("of an async function is one promise", async () => {
    let made = 0;
    const slow = provide(async () => {
      made++;
      return Promise.resolve({ made });
    });
    const twice = provide(async (context) => [await slow(context), await slow(context)]);
    app.get("/", async (context) => [await twice(context), slow(context) === slow(context)]);
    expect(await get()).toEqual([[{ made: 1 }, { made: 1 }], true]);
  });

  test("that cannot be made is asked for again", async () => {
    let calls = 0;
    const flaky = provide(() => {
      if (++calls === 1) throw new Error("not yet");
      return calls;
    });
    app.get("/", (context) => {
      expect(() => flaky(context)).toThrow("not yet");
      return flaky(context);
    });
    expect(await get()).toBe(2);
  });

  test("may be undefined, which is a value too", async () => {
    let calls = 0;
    const nothing = provide(() => void calls++);
    app.get("/", (context) => {
      nothing(context);
      nothing(context);
      return calls;
    });
    expect(await get()).toBe(1);
  });
});

describe("cleanup", () => {
  test("runs when the answer is ready, the last value first, and hears the error", async () => {
    const order: string[] = [];
    const cleaned = (name: string, needs: (context: AnyContext) => unknown = () => {}) =>
      provide((context, onCleanup) => {
        needs(context);
        order.push(`open ${name}`);
        onCleanup((error) => void order.push(`close ${name} ${String(error)}`));
        return name;
      });
    const database = cleaned("database");
    const session = cleaned("session", database);
    app.teardownRequest(() => void order.push("teardown"));
    app.get("/", (context) => session(context));
    app.get("/fails", (context): string => {
      session(context);
      throw new Error("oops");
    });
    await app.testClient().get("/");
    expect(order.splice(0)).toEqual([
      "open database",
      "open session",
      "teardown",
      "close session undefined",
      "close database undefined",
    ]);
    await app.testClient().get("/fails");
    expect(order.slice(-2)).toEqual(["close session Error: oops", "close database Error: oops"]);
  });

  test("may be async, and all of it is waited for", async () => {
    const order: string[] = [];
    const slow = provide((_, onCleanup) => {
      for (const name of ["first", "second"]) {
        onCleanup(async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          order.push(name);
        });
      }
      return 1;
    });
    app.get("/", (context) => slow(context));
    await get();
    expect(order).toEqual(["second", "first"]);
  });

  test("that fails is logged, and the rest runs", async () => {
    let closed = false;
    const bad = provide((_, onCleanup) => {
      onCleanup(() => void (closed = true));
      onCleanup(() => {
        throw new Error("stuck");
      });
      return 1;
    });
    app.get("/", (context) => bad(context));
    expect(await get()).toBe(1);
    expect(closed).toBe(true);
    expect(log.entries).toEqual([["error", "GET /: teardown failed", new Error("stuck")]]);
  });

  test("of a value that comes too late runs as soon as it has come", async () => {
    let finish = (): void => {};
    let closed = false;
    const late = provide(async (_, onCleanup) => {
      await new Promise<void>((resolve) => (finish = resolve));
      onCleanup(() => void (closed = true));
      return 1;
    });
    app.get("/", (context) => {
      void late(context);
      return "not waited for";
    });
    await app.testClient().get("/");
    expect(closed).toBe(false);
    finish();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await app.settled();
    expect(closed).toBe(true);
  });
});

describe("mistakes", () => {
  const failureOf = async (path = "/"): Promise<unknown> => {
    expect((await app.testClient().get(path)).status).toBe(500);
    return log.entries[0]?.[2];
  };

  test("a provider that needs itself is named, with the way", async () => {
    const a = provide(function alpha(context: AnyContext): unknown {
      return b(context);
    });
    const b = provide(function beta(context: AnyContext): unknown {
      return a(context);
    });
    app.get("/", (context) => a(context) as string);
    expect(await failureOf()).toMatchObject({
      message: expect.stringMatching(
        /needs itself: beta → alpha → beta\nFix: .*\[provider-cycle\]$/,
      ),
    });
  });

  test("so is one that would wait for itself for ever", async () => {
    const a = provide(async function alpha(context: AnyContext): Promise<unknown> {
      await Promise.resolve();
      return b(context);
    });
    const b = provide(async function beta(context: AnyContext): Promise<unknown> {
      await Promise.resolve();
      return a(context);
    });
    app.get("/", async (context) => (await a(context)) as string);
    expect(await failureOf()).toMatchObject({
      message: expect.stringContaining("[provider-cycle]"),
    });
  });

  test("so is one that asks with a context it was not given", async () => {
    app.get("/", (outer) => {
      const own: (context: AnyContext) => unknown = provide(function own() {
        return own2(outer);
      });
      const own2 = own;
      return own(outer) as string;
    });
    expect(await failureOf()).toMatchObject({ message: expect.stringContaining("own → own") });
  });

  test("what has been made may ask for those that were made of it", async () => {
    const lazy = provide((context) => ({ ask: () => needs(context) as number }));
    const needs: (context: AnyContext) => unknown = provide((context) => {
      lazy(context);
      return 7;
    });
    app.get("/", (context) => {
      needs(context);
      return lazy(context).ask();
    });
    expect(await get()).toBe(7);
  });

  test("after the request nothing is made any more", async () => {
    let seen: AnyContext | undefined;
    const value = provide(() => 1);
    const other = provide(() => 2);
    app.get("/", (context) => {
      seen = context;
      return value(context);
    });
    await get();
    expect(value(seen!)).toBe(1);
    expect(() => other(seen!)).toThrow("[provider-late]");
  });
});

describe("override", () => {
  test("has values made by another function, until it is undone", async () => {
    const clock = provide(() => 1);
    app.get("/", (context) => clock(context));
    expect(await get()).toBe(1);
    const restore = app.override(clock, () => 2);
    expect(await get()).toBe(2);
    const inner = app.override(clock, () => 3);
    expect(await get()).toBe(3);
    inner();
    expect(await get()).toBe(2);
    restore();
    expect(await get()).toBe(1);
  });

  test("may ask for other values and clean up", async () => {
    const order: string[] = [];
    const name = provide(() => "real");
    const greeting = provide((context) => `hello ${name(context)}`);
    app.get("/", (context) => [greeting(context)]);
    app.override(name, (_, onCleanup) => {
      onCleanup(() => void order.push("closed"));
      return "fake";
    });
    expect(await get()).toEqual(["hello fake"]);
    expect(order).toEqual(["closed"]);
  });
});
