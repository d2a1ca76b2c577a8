import { expect, test } from "vitest";
import { problemWithReport } from "../../src/debug/json-face.ts";
import { makeReport } from "../../src/debug/make-report.ts";

const document = {
  type: "about:blank",
  title: "Internal Server Error",
  status: 500,
  instance: "/",
};

test("a problem document is told what happened, line by line", () => {
  const error = new TypeError("no", { cause: new RangeError("deep") });
  const { report } = makeReport({ title: "GET / failed", error });
  const problem = problemWithReport(document, report, "http://127.0.0.1:5000/page");
  expect(problem).toMatchObject({
    ...document,
    detail: "TypeError: no",
    debug: "http://127.0.0.1:5000/page",
  });
  const trace = problem["trace"] as string[];
  expect(trace[0]).toBe("TypeError: no");
  expect(trace[1]).toMatch(/^at \S.* {2}tests\/debug\/json-face\.node\.test\.ts:\d+:\d+$/);
  expect(trace).toContain("caused by RangeError: deep");
  expect(Object.keys(problem)).not.toContain("fix");
});

test("a fix that is known, and no page where there is none", () => {
  const { report } = makeReport({ title: "GET / failed", error: "text" });
  const problem = problemWithReport(document, report, null);
  expect(problem).toMatchObject({
    detail: "Thrown value: 'text'",
    trace: ["Thrown value: 'text'"],
  });
  expect(problem["fix"]).toContain("throw an Error");
  expect(Object.keys(problem)).not.toContain("debug");
});
