import { afterEach, expect, test, vi } from "vitest";
import { runtime } from "#runtime";
import { makeReport } from "../../src/debug/make-report.ts";
import { printLastReport, printReport } from "../../src/debug/print-report.ts";

const { report } = makeReport({ title: "app.ts did not start", error: new Error("x") });
const printError = vi.spyOn(runtime.program, "printError").mockReturnValue();
afterEach(() => printError.mockClear());

test("a report is one text in the terminal, with its link", () => {
  printReport(report, "http://127.0.0.1:5000/page");
  expect(printError).toHaveBeenCalledTimes(1);
  const text = printError.mock.calls[0]![0];
  expect(text).toContain("app.ts did not start");
  expect(text).toContain("http://127.0.0.1:5000/page");
});

test("the last one has no page, and nobody to hand it to where nobody restarts the program", () => {
  printLastReport(report);
  expect(printError.mock.calls[0]![0]).not.toContain("Page:");
});
