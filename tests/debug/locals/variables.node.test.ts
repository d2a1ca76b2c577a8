import { describe, expect, test } from "vitest";
import {
  maxCaptureLength,
  maxModuleVariables,
  maxVariables,
} from "../../../src/debug/locals/limits.ts";
import { TextBudget, variableOf, variablesOf } from "../../../src/debug/locals/variables.ts";
import type { FrameVariables, Scope } from "../../../src/debug/locals/variables.ts";

const scope = (type: string, variables: object): Scope => ({ type, variables });

const collect = (self: unknown, ...scopes: readonly Scope[]): FrameVariables =>
  variablesOf(self, scopes, null, () => "handle", new TextBudget());

const namesOf = ({ variables }: FrameVariables): readonly string[] =>
  variables.map(({ name, scope }) => `${scope} ${name}`);

const numbered = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, index]));

describe("the variables of a frame", () => {
  test("are listed from the inside out, `this` before what encloses the function", () => {
    const frame = collect(
      { id: 1 },
      scope("block", { a: 1 }),
      scope("local", { b: 2, a: 3 }),
      scope("block", { c: 4 }),
      scope("module", { d: 5, b: 6 }),
    );
    expect(namesOf(frame)).toEqual(["block a", "local b", "this this", "closure c", "module d"]);
  });

  test("are without the `this` of plain functions and what all scripts share", () => {
    expect(
      namesOf(collect(undefined, scope("local", { a: 1 }), scope("script", { b: 1 }))),
    ).toEqual(["local a"]);
    expect(namesOf(collect(globalThis, scope("local", { a: 1 })))).toEqual(["local a"]);
  });

  test("are without what Node puts around a CommonJS module, and its functions", () => {
    const wrapper = { exports: {}, require: {}, module: {}, __filename: "", __dirname: "" };
    const module = { ...wrapper, limit: 7, run: (): void => {} };
    expect(namesOf(collect(undefined, scope("local", {}), scope("closure", module)))).toEqual([
      "closure limit",
    ]);
  });

  test("say which are not there yet", () => {
    const scopes = Object.defineProperty({}, "later", {
      enumerable: true,
      get: () => {
        throw new ReferenceError("Cannot access 'later' from debugger");
      },
    });
    expect(collect(undefined, scope("local", scopes)).variables).toEqual([
      {
        name: "later",
        scope: "local",
        text: "(not initialised yet)",
        type: "uninitialised",
        handle: null,
      },
    ]);
  });

  test("are bounded in number, and the rest is counted", () => {
    const frame = collect(undefined, scope("local", numbered(maxVariables + 5)));
    expect(frame.variables).toHaveLength(maxVariables);
    expect(frame.omitted).toBe(5);
  });

  test("of a module are bounded more narrowly", () => {
    const frame = collect(undefined, scope("module", numbered(maxModuleVariables + 5)));
    expect(frame.variables).toHaveLength(maxModuleVariables);
    expect(frame.omitted).toBe(5);
  });

  test("are bounded in text, over all frames", () => {
    const budget = new TextBudget();
    budget.left = 9;
    const scopes = [scope("local", { a: 1, b: "1234567890", c: 22 })];
    const frame = variablesOf(undefined, scopes, null, () => "", budget);
    expect(frame).toMatchObject({ variables: [{ name: "a" }, { name: "c" }], omitted: 1 });
    expect(budget.left).toBe(4);
    expect(new TextBudget().left).toBe(maxCaptureLength);
  });
});

test("only a value that can be opened has a handle", () => {
  const hold = (): string => "7";
  expect(variableOf("a", "local", { b: 1 }, hold)).toEqual({
    name: "a",
    scope: "local",
    text: "{b: 1}",
    type: "object",
    handle: "7",
  });
  expect(variableOf("a", "local", "b", hold).handle).toBeNull();
});
