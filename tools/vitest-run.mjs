// One vitest run, and its counts from the JSON report: vitest's own closing lines
// are easy to misread in a log of ten runs.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./step.mjs";

const reports = join(root, ".results");

/**
 * @param title What the run is called; names its report file.
 * @param runtime One of `runtimes.mjs`.
 * @param args Arguments for vitest: `--project node`, files, …
 * @returns `{ ok, output, passed, failed, skipped }`; `failed` is 0 only when `ok` is true.
 */
export async function runVitest(title, runtime, args) {
  mkdirSync(reports, { recursive: true });
  const report = join(reports, `${title.replaceAll(/\W+/g, "-")}.json`);
  rmSync(report, { force: true });
  const [command, ...options] = runtime.command();
  const { ok, output } = await run(
    command,
    [
      ...options,
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...args,
    ],
    { env: { HIPFLASK_TEST_RUNTIME: runtime.name } },
  );
  return judge(ok, output, readReport(report));
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return null;
  }
}

/** Turns a report into counts. A run that executed nothing has failed, whatever it says. */
export function judge(exitedWell, output, report) {
  if (report === null) {
    return {
      ok: false,
      output: `${output}\nNo report was written.\n`,
      passed: 0,
      failed: 1,
      skipped: 0,
    };
  }
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  // A file that cannot be loaded has no tests to count.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  let failed = report.numFailedTests + brokenFiles;
  let text = output;
  if (passed + failed === 0) {
    text += "\nNo test was executed.\n";
    failed = 1;
  } else if (failed === 0 && !exitedWell) {
    // An error outside every test: an unhandled rejection, a worker that died.
    failed = 1;
  }
  return { ok: failed === 0, output: text, passed, failed, skipped };
}
