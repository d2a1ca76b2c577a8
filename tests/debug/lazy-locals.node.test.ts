import { expect, test } from "vitest";
import { LazyLocals } from "../../src/debug/lazy-locals.ts";
import type { Locals } from "../../src/debug/locals.ts";

const looking = (): {
  locals: Locals;
  began: number;
  stopped: number;
  begin: () => Promise<Locals>;
} => {
  const state = {
    began: 0,
    stopped: 0,
    locals: {
      captureOf: async (error: unknown) => Promise.resolve(`nothing of ${String(error)}`),
      stop: async () => {
        state.stopped++;
        return Promise.resolve();
      },
    },
    begin: async () => {
      state.began++;
      return Promise.resolve(state.locals);
    },
  };
  return state;
};

test("one looks for all, from the first that asks to the last that lets go", async () => {
  const state = looking();
  const [one, other] = [new LazyLocals(state.begin), new LazyLocals(state.begin)];
  await one.start();
  await one.start();
  await other.start();
  expect(state.began).toBe(1);
  expect(await one.captureOf("x")).toBe("nothing of x");
  await one.stop();
  expect(await one.captureOf("x")).toBe("There are no variables on this server.");
  expect(await other.captureOf("x")).toBe("nothing of x");
  expect(state.stopped).toBe(0);
  await other.stop();
  await other.stop();
  expect(state.stopped).toBe(1);
});

test.each([
  ["says why there are none", async () => Promise.resolve("not on Bun"), "not on Bun"],
  [
    "fails",
    async () => Promise.reject(new Error("no threads")),
    "Variables cannot be captured: no threads",
  ],
])("where looking %s, that is the answer", async (_, begin, said) => {
  const locals = new LazyLocals(begin);
  await locals.start();
  expect(await locals.captureOf("x")).toBe(said);
  await locals.stop();
});

test("whoever has not begun has nothing", async () => {
  const locals = new LazyLocals();
  expect(await locals.captureOf("x")).toBe("There are no variables on this server.");
  await locals.stop();
});
