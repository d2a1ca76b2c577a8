import { expect, test } from "vitest";
import { makeReport } from "../../src/debug/make-report.ts";
import { HeaderFields, type Incoming } from "../../src/gateway.ts";

test("an error outside of requests is a report without one", () => {
  const error = new Error("x", { cause: new Error("deep") });
  const { report, thrown } = makeReport({ title: "app.ts did not start", error });
  expect(report).toMatchObject({
    title: "app.ts did not start",
    request: null,
    route: null,
    output: [],
  });
  expect(report.id).toMatch(/^[0-9a-f]{18}$/);
  expect(new Date(report.at).toISOString()).toBe(report.at);
  expect(report.errors.map(({ message }) => message)).toEqual(["x", "deep"]);
  expect(thrown).toEqual([error, error.cause]);
});

test("a report is plain JSON", () => {
  const { report } = makeReport({ title: "x", error: new Error("x") });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test("where the application has made nothing of a request, the request is in it", () => {
  const incoming = {
    method: "GET",
    target: "/a?b=1",
    scheme: "http",
    authority: "localhost",
    headers: new HeaderFields({ accept: "text/html" }),
  } as Incoming;
  const { report } = makeReport({ title: "x", error: "x", incoming });
  expect(report.request).toMatchObject({ method: "GET", url: "/a?b=1", body: null });
});

test("a part that cannot be made is left out", () => {
  const incoming = { method: "GET", target: "/" } as Incoming;
  const { report } = makeReport({ title: "x", error: new Error("x"), incoming });
  expect(report.request).toBeNull();
  expect(report.errors).toHaveLength(1);
});
