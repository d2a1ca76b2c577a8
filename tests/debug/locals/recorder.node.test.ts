import { expect, test } from "vitest";
import { maxCaptures } from "../../../src/debug/locals/limits.ts";
import { flagCount } from "../../../src/debug/locals/link.ts";
import { ErrorRecorder } from "../../../src/debug/locals/recorder.ts";
import { Watchdog } from "../../../src/debug/locals/watchdog.ts";

const makeRecorder = (): ErrorRecorder =>
  new ErrorRecorder(new Watchdog(new Int32Array(new SharedArrayBuffer(flagCount * 4)), () => {}));

const note = { name: "f", url: "/a.js", line: 0, column: 0, scopes: ["local"] };

test("only the first throw of an error is kept", () => {
  const recorder = makeRecorder();
  const error = new Error("no");
  for (const value of [1, 2]) {
    recorder.begin(error);
    recorder.frame(0, () => value);
    recorder.keep([note], undefined, { value });
  }
  expect(recorder.captureOf(error)?.frames[0]?.variables).toMatchObject([{ text: "1" }]);
});

test("what is kept belongs to its error", () => {
  const recorder = makeRecorder();
  const error = new Error("no");
  recorder.begin(error);
  recorder.keep([note], undefined, { a: 1 });
  expect(recorder.captureOf(error)?.frames[0]?.variables).toMatchObject([{ name: "a" }]);
  expect(recorder.captureOf(new Error("no"))).toBeUndefined();
});

test("of many errors that are held, only the latest keep their variables", () => {
  const recorder = makeRecorder();
  const errors = Array.from({ length: maxCaptures + 2 }, (_, index) => new Error(String(index)));
  for (const error of errors) recorder.begin(error);
  const released = errors.map((error) => recorder.captureOf(error)?.isReleased);
  expect(released.filter((isReleased) => isReleased)).toHaveLength(2);
  expect(released.slice(0, 3)).toEqual([true, true, false]);
  recorder.release();
  expect(errors.every((error) => recorder.captureOf(error)?.isReleased)).toBe(true);
});
