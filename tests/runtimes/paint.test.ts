import { expect, test } from "vitest";
import { mayHaveColours, painter, plain, type Canvas } from "../../src/runtimes/paint.ts";

test.each<[boolean, boolean, Canvas["environment"]]>([
  [true, true, {}],
  [false, false, {}],
  [true, true, { TERM: "xterm-256color" }],
  [false, true, { TERM: "dumb" }],
  [false, true, { NO_COLOR: "1" }],
  [true, true, { NO_COLOR: "" }],
  [true, false, { FORCE_COLOR: "1" }],
  [true, false, { FORCE_COLOR: "" }],
  [true, false, { FORCE_COLOR: "3", NO_COLOR: "1", TERM: "dumb" }],
  [false, true, { FORCE_COLOR: "0" }],
  [false, true, { FORCE_COLOR: "false" }],
])("colours: %s, on a terminal: %s, with %j", (wanted, isTerminal, environment) => {
  expect(mayHaveColours({ environment, isTerminal })).toBe(wanted);
});

test("a text is painted from its first letter to its last, and no further", () => {
  const paint = painter(() => ({ environment: {}, isTerminal: true }));
  expect(paint("red", "a")).toBe("\u001b[31ma\u001b[39m");
  expect(paint("dim", `a ${paint("bold", "b")} c`)).toBe(
    "\u001b[2ma \u001b[1mb\u001b[22m\u001b[2m c\u001b[22m",
  );
});

test("without colours a text stays as it is", () => {
  const paint = painter(() => ({ environment: {}, isTerminal: false }));
  expect([paint("red", "a"), plain("red", "a")]).toEqual(["a", "a"]);
});

test("what decides is asked once, when it is needed", () => {
  let asked = 0;
  const paint = painter(() => {
    asked += 1;
    return { environment: {}, isTerminal: true };
  });
  expect(asked).toBe(0);
  paint("red", "a");
  paint("red", "b");
  expect(asked).toBe(1);
});
