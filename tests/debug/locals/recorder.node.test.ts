import { expect, test } from "vitest";
import { maxAskedCaptures, maxCaptures } from "../../../src/debug/locals/limits.ts";
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
    recorder.frame(
      0,
      () => value,
      () => undefined,
    );
    recorder.keep([note], { value });
  }
  expect(recorder.captureOf(error)?.frames[0]?.variables).toMatchObject([{ text: "1" }]);
});

test("what is kept belongs to its error", () => {
  const recorder = makeRecorder();
  const error = new Error("no");
  recorder.begin(error);
  recorder.keep([note], { a: 1 });
  expect(recorder.captureOf(error)?.frames[0]?.variables).toMatchObject([{ name: "a" }]);
  expect(recorder.captureOf(new Error("no"))).toBeUndefined();
});

/** Throws a number of errors that somebody holds. */
function throwMany(recorder: ErrorRecorder, count: number): readonly Error[] {
  const errors = Array.from({ length: count }, (_, index) => new Error(String(index)));
  for (const error of errors) recorder.begin(error);
  return errors;
}

const isReleased = (recorder: ErrorRecorder, error: Error): boolean | undefined =>
  recorder.captureOf(error)?.isReleased;

test("of many errors that are held, only the latest keep their variables", () => {
  const recorder = makeRecorder();
  const errors = throwMany(recorder, maxCaptures + 2);
  expect(errors.slice(0, 3).map((error) => isReleased(recorder, error))).toEqual([
    true,
    true,
    false,
  ]);
});

test("what was asked for outlives what was not, up to a number", () => {
  const recorder = makeRecorder();
  const asked = throwMany(recorder, maxAskedCaptures + 1);
  for (const error of asked.slice(0, -1)) expect(isReleased(recorder, error)).toBe(false);
  throwMany(recorder, maxCaptures);
  expect(isReleased(recorder, asked[0]!)).toBe(false);
  const [last] = throwMany(recorder, 1);
  expect(isReleased(recorder, last!)).toBe(false);
  expect(isReleased(recorder, asked[0]!)).toBe(true);
  expect(isReleased(recorder, asked[1]!)).toBe(false);
});

test("all can be let go of", () => {
  const recorder = makeRecorder();
  const [asked, other] = throwMany(recorder, 2);
  recorder.captureOf(asked!);
  recorder.release();
  expect(isReleased(recorder, asked!)).toBe(true);
  expect(isReleased(recorder, other!)).toBe(true);
});
