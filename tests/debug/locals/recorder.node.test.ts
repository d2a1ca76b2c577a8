import { expect, test } from "vitest";
import { maxCaptures } from "../../../src/debug/locals/limits.ts";
import { flagCount } from "../../../src/debug/locals/link.ts";
import { ErrorRecorder } from "../../../src/debug/locals/recorder.ts";
import { Watchdog } from "../../../src/debug/locals/watchdog.ts";

const makeRecorder = (): ErrorRecorder =>
  new ErrorRecorder(new Watchdog(new Int32Array(new SharedArrayBuffer(flagCount * 4)), () => {}));

const note = { name: "f", url: "/a.js", line: 0, column: 0, scopes: ["local"] };

test("an error is met once", () => {
  const recorder = makeRecorder();
  const error = new Error("no");
  expect(recorder.meet(error)).toBe(true);
  expect(recorder.meet(error)).toBe(false);
  expect(recorder.meet(new Error("no"))).toBe(true);
});

test("what is kept belongs to its error", () => {
  const recorder = makeRecorder();
  const error = new Error("no");
  recorder.meet(error);
  recorder.keep(error, [note], undefined, undefined, { a: 1 });
  expect(recorder.captureOf(error)?.frames[0]?.variables).toMatchObject([{ name: "a" }]);
  expect(recorder.captureOf(new Error("no"))).toBeUndefined();
});

test("of many errors that are held, only the latest keep their variables", () => {
  const recorder = makeRecorder();
  const errors = Array.from({ length: maxCaptures + 2 }, (_, index) => new Error(String(index)));
  for (const error of errors) recorder.meet(error);
  const released = errors.map((error) => recorder.captureOf(error)?.isReleased);
  expect(released.filter((isReleased) => isReleased)).toHaveLength(2);
  expect(released.slice(0, 3)).toEqual([true, true, false]);
  recorder.release();
  expect(errors.every((error) => recorder.captureOf(error)?.isReleased)).toBe(true);
});
