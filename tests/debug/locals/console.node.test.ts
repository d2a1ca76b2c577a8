import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocals } from "../../../src/debug/locals/index.ts";
import type { Capture, Locals } from "../../../src/debug/locals.ts";
import { captured, thrownBy } from "./errors.ts";

let locals: Locals;
let capture: Capture;

class Till {
  readonly #cash = 100;
  open(amount: number): never {
    let count = 1;
    const double = (value: number): number => value * 2;
    count += 1;
    if (this.#cash < amount) count = double(count);
    throw new Error(`no ${amount}`);
  }
}

beforeAll(async () => {
  const started = await startLocals();
  if (typeof started === "string") throw new Error(started);
  locals = started;
  capture = await captured(
    locals,
    thrownBy(() => new Till().open(7)),
  );
});

afterAll(() => locals.stop());

/** The text of what an expression comes to, or what is wrong with it. */
async function evaluate(expression: string): Promise<string> {
  const evaluation = await capture.evaluate(0, expression);
  return evaluation.ok ? evaluation.value.text : evaluation.error;
}

describe("an expression in a frame", () => {
  test.each([
    ["amount + count", "9"],
    ["double(amount)", "14"],
    ["this.constructor.name", '"Till"'],
    ["{ amount, count }", "{amount: 7, count: 2}"],
    ["const twice = amount * 2; twice + 1", "15"],
    ["if (amount > 1) 'many'", '"many"'],
    ["amount // a comment", "7"],
    ["await Promise.resolve(amount)", "7"],
    ["const later = await Promise.resolve(1); later", "undefined"],
    ["Promise.resolve(1)", "Promise {}"],
  ])("%s comes to %s", async (expression, text) => {
    expect(await evaluate(expression)).toBe(text);
  });

  test("can change a variable, and the next one sees it", async () => {
    expect(await evaluate("count = 40")).toBe("40");
    expect(await evaluate("count + 2")).toBe("42");
    await evaluate("count = 2");
  });

  test("gives a handle of what it comes to", async () => {
    const evaluation = await capture.evaluate(0, "[{ amount }]");
    if (!evaluation.ok) throw new Error(evaluation.error);
    const [first] = await capture.expand(evaluation.value.handle!);
    expect(first).toMatchObject({ name: "0", text: "{amount: 7}" });
  });

  test.each([
    ["nobody.here", "ReferenceError: nobody is not defined"],
    ["throw new TypeError('no')", "TypeError: no"],
    ["await Promise.reject(new Error('late'))", "Error: late"],
    ["throw 7", "7"],
    ["1 +", "SyntaxError: Unexpected end of input"],
    ["(() => { const f = () => f(); f(); })()", "RangeError: Maximum call stack size exceeded"],
  ])("%s says %s", async (expression, text) => {
    expect(await evaluate(expression)).toBe(text);
  });

  test("that never ends is ended, also after an await, and the process lives on", async () => {
    expect(await evaluate("for (;;) {}")).toBe("It was still running after 2 s and was ended.");
    expect(await evaluate("await 1; for (;;) {}")).toBe("It was still waiting after 2 s.");
    expect(await evaluate("await new Promise(() => {})")).toBe("It was still waiting after 2 s.");
    expect(await evaluate("amount")).toBe("7");
  });

  test("that throws is not an error of the program", async () => {
    const evaluation = await capture.evaluate(
      0,
      "(() => { try { null.x } catch (e) { return e } })()",
    );
    expect(evaluation.ok).toBe(true);
  });
});
