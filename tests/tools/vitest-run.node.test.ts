import { expect, test } from "vitest";
import { judge } from "../../tools/vitest-run.mjs";

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{}, {}, {}, {}] }],
};

test("a good run is counted as it is", () => {
  expect(judge(true, "log", report)).toEqual({
    ok: true,
    output: "log",
    passed: 3,
    failed: 0,
    skipped: 1,
  });
});

test.each([
  ["wrote no report", true, null, 1],
  ["executed no test", true, { ...report, numPassedTests: 0 }, 1],
  ["has failed tests", false, { ...report, numFailedTests: 2 }, 2],
  [
    "has a file that cannot be loaded",
    false,
    { ...report, testResults: [{ status: "failed", assertionResults: [] }] },
    1,
  ],
  ["ended badly after good tests", false, report, 1],
])("a run that %s has failed", (_, exitedWell, counted, failed) => {
  const result = judge(exitedWell, "log", counted);
  expect(result.ok).toBe(false);
  expect(result.failed).toBe(failed);
});
