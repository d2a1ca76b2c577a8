import { describe, expect, test } from "vitest";
import { RequestLife } from "../../src/core/request-life.ts";
import { Response } from "../../src/core/response.ts";
import { save } from "../../src/core/save.ts";

const response = new Response();

describe("savers", () => {
  test("run in the order in which they came, with the response", () => {
    const life = new RequestLife<never>();
    const order: unknown[] = [];
    life.savers.push(
      (given) => void order.push(1, given),
      () => void order.push(2),
    );
    expect(save(life, response)).toBeUndefined();
    expect(order).toEqual([1, response, 2]);
  });

  test("are waited for, one after the other", async () => {
    const life = new RequestLife<never>();
    const order: number[] = [];
    life.savers.push(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        order.push(1);
      },
      () => void order.push(2),
    );
    await save(life, response);
    expect(order).toEqual([1, 2]);
  });

  test.each([
    [
      "at once",
      (): never => {
        throw new Error("disk full");
      },
    ],
    ["later", async (): Promise<void> => Promise.reject(new Error("disk full"))],
  ])("one that fails %s is not run again, but the others are", async (_, fails) => {
    const life = new RequestLife<never>();
    let calls = 0;
    life.savers.push(() => void calls++, fails);
    await expect((async () => save(life, response))()).rejects.toThrow("disk full");
    await save(life, response);
    expect(calls).toBe(2);
  });
});
