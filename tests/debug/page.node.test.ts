import { expect, test } from "vitest";
import { lostPage, reportPage } from "../../src/debug/page.ts";
import { report } from "./report-fixture.ts";

const options = { token: "s3cret", refusal: null, startId: "start1", reloads: true };

const factsOf = (html: string): unknown =>
  JSON.parse(/<script type="application\/json" id="facts">(.*?)<\/script>/s.exec(html)![1]!);

test("all that is known can be read without a script", () => {
  const html = reportPage(report, options);
  for (const text of [
    "GET /users/7 failed",
    "TypeError",
    "Cannot read properties of undefined (reading &#39;first&#39;)",
    "user.name is undefined here",
    "caused by",
    "row 7 of users.csv has no name",
    "ERR_ROW",
    "src/users.ts:9",
    "3 frames of Hipflask and the runtime",
    "slow query: 212 ms",
    "accept-language",
    "GET /users/&lt;int:id&gt;",
    "openDatabase",
    "DATABASE_URL",
  ]) {
    expect(html).toContain(text);
  }
});

test("the script is told what to ask with, and what there is to copy", () => {
  expect(factsOf(reportPage(report, options))).toEqual({
    startId: "start1",
    reloads: true,
    token: "s3cret",
    report: "k3v9x2m7q1",
    text: expect.stringMatching(/^GET \/users\/7\?verbose=1 failed\n\n {2}TypeError: Cannot read/),
    curl: report.request!.curl,
  });
});

test("the text to copy has no header, cookie or variable of the environment", () => {
  const { text } = factsOf(reportPage(report, options)) as { text: string };
  expect(text).not.toMatch(/cookie|authorization|accept|DATABASE_URL|user-agent/i);
});

test("a page without the token says why, and has it nowhere", () => {
  const html = reportPage(report, { ...options, token: null, refusal: "it runs on Bun" });
  expect(html).toContain("<strong>No variables.</strong> it runs on Bun");
  expect(html).not.toContain("s3cret");
});

test("an error outside of requests has no request to copy", () => {
  const html = reportPage({ ...report, request: null, route: null, output: [] }, options);
  expect(html).not.toContain("Copy curl");
  expect(html).not.toContain('id="request"');
});

test("the page of a report that is gone says so", () => {
  const html = lostPage({ startId: "start1" });
  expect(html).toContain("This report is gone");
  expect(factsOf(html)).toEqual({ startId: "start1", reloads: false });
});
