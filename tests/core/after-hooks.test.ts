import { describe, expect, test } from "vitest";
import { runAfter } from "../../src/core/after-hooks.ts";
import { createContext } from "../../src/core/context.ts";
import type { AnyContext } from "../../src/core/context.ts";
import type { AfterHook } from "../../src/core/hooks.ts";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Response } from "../../src/core/response.ts";
import { bareEndpoint } from "./bare-endpoint.ts";
import { incoming } from "./incoming.ts";

const context = createContext(new Hipflask(), incoming(), bareEndpoint(), [], []);

const failure = (error: unknown): Response => new Response(String(error), { status: 500 });

const run = (
  response: Response,
  ...hooks: readonly AfterHook<AnyContext>[]
): Response | Promise<Response> => runAfter(hooks, context, response, failure);

const append =
  (text: string): AfterHook<AnyContext> =>
  async (response) =>
    new Response((await response.text()) + text);

describe("a response", () => {
  test("stays as it is if a hook gives nothing back", () => {
    const response = new Response("a");
    const result = run(response, (given) => given.headers.set("x-a", "1"));
    expect(result).toBe(response);
    expect(response.headers.get("x-a")).toBe("1");
  });

  test("is replaced by the one that a hook gives back, and the next sees that", async () => {
    const result = await run(new Response("a"), append("b"), append("c"));
    expect(await result.text()).toBe("abc");
  });

  test("is no promise unless a hook gives one", () => {
    const second = new Response("b");
    expect(run(new Response("a"), () => second)).toBe(second);
    expect(run(new Response("a"), async () => Promise.resolve())).toBeInstanceOf(Promise);
  });
});

describe("a hook that fails", () => {
  const throws: AfterHook<AnyContext> = () => {
    throw new Error("at once");
  };
  const rejects: AfterHook<AnyContext> = async () => Promise.reject(new Error("later"));

  test.each([
    ["at once", throws, "Error: at once"],
    ["later", rejects, "Error: later"],
  ])("%s is answered as an error, which the others still see", async (_, hook, text) => {
    let calls = 0;
    const counts = (): void => void calls++;
    const mark: AfterHook<AnyContext> = (response) => response.headers.set("x-cors", "*");
    const result = await run(new Response("a"), counts, hook, mark);
    expect([result.status, await result.text()]).toEqual([500, text]);
    expect(result.headers.get("x-cors")).toBe("*");
    expect(calls).toBe(1);
  });

  test.each([
    ["a number", 1, "a value of type number"],
    ["null", null, "null"],
    ["text", "x", "a value of type string"],
    ["a web response", new globalThis.Response("x"), "a value of type object"],
  ])("by giving back %s is told what to give", async (_, given, shown) => {
    const result = await run(new Response("a"), () => given as never);
    expect(await result.text()).toContain(`Cannot take ${shown} from an after-hook`);
  });
});
