import { expect, test } from "vitest";
import { progressLine, table, verdict } from "../../tools/summary.mjs";

const suite = {
  step: { name: "portable, Bun", kind: "suite" },
  ok: true,
  output: "long",
  passed: 12,
  failed: 0,
  skipped: 1,
  seconds: 2.04,
};
const check = { step: { name: "lint", kind: "check" }, ok: true, output: "long", seconds: 1 };
const install = { step: { name: "install", kind: "install" }, ok: true, output: "", seconds: 9 };
const broken = { ok: false, output: "line 1\nline 2\n" };

test("tests are added up over all suites; checks that pass are not tests", () => {
  expect(verdict([suite, suite, check, install])).toEqual({
    line: "24 passed, 0 failed",
    ok: true,
  });
});

test("a failed check, a failed install and a suite that never started count one each", () => {
  const { passed, failed, skipped, ...unstarted } = { ...suite, ...broken };
  expect([passed, failed, skipped]).toEqual([12, 0, 1]);
  expect(verdict([suite, { ...check, ...broken }, { ...install, ...broken }, unstarted])).toEqual({
    line: "12 passed, 3 failed",
    ok: false,
  });
});

test("no test at all is a failure", () => {
  expect(verdict([check])).toEqual({ line: "0 passed, 0 failed", ok: false });
});

test("what passes is one line, what fails is printed whole", () => {
  expect(progressLine(check)).toBe("ok    lint  1.0 s");
  expect(progressLine({ ...check, ...broken })).toBe(
    "FAIL  lint  1.0 s\n      line 1\n      line 2",
  );
});

test("the table shows suites and checks, and installs only where they failed", () => {
  expect(table([suite, check, install]).split("\n")).toEqual([
    "               passed  failed  skipped   time",
    "portable, Bun      12       0        1  2.0 s",
    "lint               ok                   1.0 s",
  ]);
  expect(table([{ ...install, ...broken }])).toContain("install");
});
