import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { runBefore } from "../../src/core/before-hooks.ts";
import { createContext, type AnyContext } from "../../src/core/context.ts";
import type { BeforeHook } from "../../src/core/hooks.ts";
import { bareEndpoint } from "./bare-endpoint.ts";
import { incoming } from "./incoming.ts";

const app = new Hipflask();
const contextOf = (values: Record<string, unknown>): ReturnType<typeof createContext> =>
  createContext(app, incoming(), bareEndpoint(), Object.keys(values), Object.values(values));

const run = (...hooks: readonly BeforeHook<AnyContext>[]): unknown =>
  runBefore({ preprocessors: [], hooks }, contextOf({}));

describe("hooks", () => {
  test("that give nothing let the handler answer, at once", () => {
    expect(
      run(
        () => {},
        () => undefined,
      ),
    ).toBeUndefined();
  });

  test.each(["", 0, false, null])(
    "that give %j answer, and the others are passed over",
    (value) => {
      let calls = 0;
      const counts = (): void => void calls++;
      expect(run(counts, () => value, counts)).toBe(value);
      expect(calls).toBe(1);
    },
  );

  test("run one after the other, async ones too", async () => {
    const order: number[] = [];
    const slow = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(1);
    };
    const result = run(
      slow,
      () => void order.push(2),
      async () => Promise.resolve("answer"),
    );
    expect(result).toBeInstanceOf(Promise);
    expect(await result).toBe("answer");
    expect(order).toEqual([1, 2]);
  });

  test("are called as functions, and not as methods of their list", () => {
    const given = run(function hook(this: unknown) {
      return { receiver: this };
    });
    expect(given).toEqual({ receiver: undefined });
  });

  test("that fail pass the error on, and the others are passed over", async () => {
    let calls = 0;
    const counts = (): void => void calls++;
    const fails = (): never => {
      throw new Error("no");
    };
    expect(() => run(fails, counts)).toThrow("no");
    await expect(run(async () => Promise.reject(new Error("later")), counts)).rejects.toThrow(
      "later",
    );
    expect(calls).toBe(0);
  });
});

describe("preprocessors of path values", () => {
  test("take out, change and add values before hooks see them", () => {
    const context = contextOf({ tenant: "acme", id: 7 });
    let seen: unknown;
    runBefore(
      {
        preprocessors: [
          (values, { g }) => {
            g["tenant"] = values["tenant"];
            delete values["tenant"];
          },
          (values) => {
            values["id"] = (values["id"] as number) + 1;
            values["extra"] = true;
          },
        ],
        hooks: [({ g, params }) => void (seen = { tenant: g["tenant"], params })],
      },
      context,
    );
    expect(seen).toEqual({ tenant: "acme", params: { id: 8, extra: true } });
    expect({ ...context }).toEqual({ id: 8, extra: true });
  });
});
