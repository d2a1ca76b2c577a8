import { expect, test } from "vitest";
import { answerWithin, type Ambience } from "../../src/core/ambience.ts";
import type { BaseContext } from "../../src/core/context.ts";
import { HeaderFields, type Outgoing } from "../../src/gateway.ts";

const context = {} as BaseContext;

/** An ambience that says whether the code that asks is inside of it; synchronously, which suffices here. */
function stage(): { around: Ambience; isInside: () => boolean } {
  let inside = false;
  return {
    isInside: () => inside,
    around: (_context, run) => {
      const before = inside;
      inside = true;
      try {
        return run();
      } finally {
        inside = before;
      }
    },
  };
}

const answer = (body: Outgoing["body"]): Outgoing => ({
  status: 200,
  headers: new HeaderFields(),
  body,
});

test.each([null, "text", new Uint8Array(1)])("an answer of %o is passed on as it is", (body) => {
  const outgoing = answer(body);
  expect(answerWithin(stage().around, context, () => outgoing)).toBe(outgoing);
});

test("the answer is made inside", async () => {
  const { around, isInside } = stage();
  const seen: boolean[] = [];
  await answerWithin(around, context, async () => {
    seen.push(isInside());
    return answer(null);
  });
  expect(seen).toEqual([true]);
  expect(isInside()).toBe(false);
});

test("a stream is begun, read and left inside", async () => {
  const { around, isInside } = stage();
  const seen: [string, boolean][] = [];
  const body: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => {
      seen.push(["begun", isInside()]);
      return {
        next: async () => (seen.push(["read", isInside()]), { done: false, value: "x" }),
        return: async () => (seen.push(["left", isInside()]), { done: true, value: undefined }),
      };
    },
  };
  const outgoing = await answerWithin(around, context, async () => answer(body));
  for await (const chunk of outgoing.body as AsyncIterable<string>) {
    expect(chunk).toBe("x");
    break;
  }
  expect(seen).toEqual([
    ["begun", true],
    ["read", true],
    ["left", true],
  ]);
});

test("a stream that cannot be left early is left all the same", async () => {
  const body: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: "x" }) }),
  };
  const outgoing = await answerWithin(stage().around, context, () => answer(body));
  const iterator = (outgoing.body as AsyncIterable<string>)[Symbol.asyncIterator]();
  expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
});
