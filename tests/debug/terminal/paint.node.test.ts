import { expect, test } from "vitest";
import { inColor, plain, terminalFeatures } from "../../../src/debug/terminal/paint.ts";

const terminal = { isTTY: true, columns: 80 };
const pipe = {};

test.each([
  ["a terminal", terminal, {}, true],
  ["a pipe", pipe, {}, false],
  ["a terminal, with NO_COLOR", terminal, { NO_COLOR: "1" }, false],
  ["a terminal, with an empty NO_COLOR", terminal, { NO_COLOR: "" }, true],
  ["a pipe, with FORCE_COLOR", pipe, { FORCE_COLOR: "1" }, true],
  ["a pipe, with an empty FORCE_COLOR", pipe, { FORCE_COLOR: "" }, true],
  ["a terminal, with FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, false],
  ["a pipe, with both", pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ["a terminal that has none", terminal, { TERM: "dumb" }, false],
])("%s: %o, colour %s", (_, stream, env, color) => {
  expect(terminalFeatures(stream, env).color).toBe(color);
});

test.each([
  [{ columns: 80 }, 80],
  [{}, 100],
  [{ columns: 0 }, 40],
  [{ columns: 10 }, 40],
])("%o is %i columns wide", (stream, width) => {
  expect(terminalFeatures(stream, {}).width).toBe(width);
});

test("a colour is put around a text, wherever the tests print to", () => {
  expect(inColor("red", "x")).toBe("\u001b[31mx\u001b[39m");
  expect(plain("red", "x")).toBe("x");
});
