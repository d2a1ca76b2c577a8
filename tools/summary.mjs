// What a test run says at its end: a table of suites, then one plain line.

/** One line as soon as a step is done; all of its output if it failed. */
export function progressLine({ ok, output, step, seconds }) {
  const line = `${ok ? "ok  " : "FAIL"}  ${step.name}  ${seconds.toFixed(1)} s`;
  return ok ? line : `${line}\n${indent(output)}`;
}

/** The table. Installs are not in it unless they failed. */
export function table(results) {
  const rows = results
    .filter(({ ok, step }) => step.kind !== "install" || !ok)
    .map((result) => [result.step.name, ...cells(result), `${result.seconds.toFixed(1)} s`]);
  const all = [["", "passed", "failed", "skipped", "time"], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
        )
        .join("  "),
    )
    .join("\n");
}

function cells(result) {
  if (result.step.kind === "suite" && result.passed !== undefined) {
    return [String(result.passed), String(result.failed), String(result.skipped)];
  }
  return result.ok ? ["ok", "", ""] : ["", "1", ""];
}

/**
 * The last line, and what it means for the exit code. Tests are counted over all runs;
 * a check or an install counts only when it fails, as one.
 */
export function verdict(results) {
  let passed = 0;
  let failed = 0;
  for (const result of results) {
    passed += result.passed ?? 0;
    failed += result.failed ?? (result.ok ? 0 : 1);
  }
  return { line: `${passed} passed, ${failed} failed`, ok: failed === 0 && passed > 0 };
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, "      ");
}
