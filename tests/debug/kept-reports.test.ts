import { expect, test } from "vitest";
import { KeptReports } from "../../src/debug/kept-reports.ts";
import type { Report } from "../../src/debug/report.ts";

const report = (id: string): Report => ({
  id,
  at: "2026-01-31T12:00:00.000Z",
  title: "GET / failed",
  errors: [],
  request: null,
  route: null,
  environment: [],
  output: [],
});

test("reports are found by their id, and by their error", () => {
  const reports = new KeptReports();
  const cause = new Error("deep");
  const error = new Error("x", { cause });
  const made = { report: report("a"), thrown: [error, cause] };
  reports.add(made);
  expect(reports.find("a")).toBe(made.report);
  expect(reports.find("b")).toBeUndefined();
  expect(reports.about(error)).toBe(made.report);
  expect(reports.about(cause)).toBeUndefined();
  expect(reports.about("text")).toBeUndefined();
  expect(reports.errorOf(made.report, 1)).toBe(cause);
  expect(reports.errorOf(report("b"), 0)).toBeUndefined();
});

test("the latest of an error counts", () => {
  const reports = new KeptReports();
  const error = new Error("again");
  const latest = report("b");
  reports.add({ report: report("a"), thrown: [error] });
  reports.add({ report: latest, thrown: [error] });
  expect(reports.about(error)).toBe(latest);
});

test("the last 50 are kept", () => {
  const reports = new KeptReports();
  for (let i = 0; i < 60; i++) reports.add({ report: report(String(i)), thrown: [i] });
  expect(reports.find("9")).toBeUndefined();
  expect(reports.find("10")).toBeDefined();
  expect(reports.find("59")).toBeDefined();
});
