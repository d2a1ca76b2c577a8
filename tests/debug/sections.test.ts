import { expect, test } from "vitest";
import {
  environmentSection,
  fieldList,
  outputSection,
  requestSection,
  routeSection,
} from "../../src/debug/sections.ts";
import { report } from "./report-fixture.ts";

const nasty = "<img src=x onerror=alert(1)>";
const field = { name: nasty, value: nasty };

test("what a client sent is text, wherever it stands", () => {
  const request = {
    ...report.request!,
    method: nasty,
    url: nasty,
    headers: [field],
    query: [field],
    cookies: [field],
    body: nasty,
    session: [field],
    g: [field],
  };
  const route = { rule: nasty, endpoint: nasty, params: [field], steps: [nasty] };
  for (const section of [
    requestSection(request),
    routeSection(route),
    environmentSection([field]),
    outputSection([{ level: "log", text: nasty }]),
    fieldList([field]),
  ]) {
    expect(String(section)).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(String(section)).not.toContain("<img");
  }
});

test("the facts of the environment are open, its many variables folded", () => {
  const facts = [{ name: "runtime", value: "Node 24" }];
  const variables = Array.from({ length: 30 }, (_, i) => ({ name: `A_${i}`, value: "x" }));
  const text = String(environmentSection([...facts, ...variables]));
  expect(text.indexOf("Node 24")).toBeLessThan(text.indexOf("<details"));
  expect(text).toMatch(
    /<details class="part">\s*<summary>Variables of the process <span class="count">30/,
  );
});

test("what there is none of is not mentioned", () => {
  const request = { ...report.request!, query: [], session: [], g: [], cookies: [] };
  const text = String(requestSection(request));
  expect(text).toContain("Headers");
  expect(text).not.toMatch(/Query|Session|Cookies|Body/);
  expect(outputSection([])).toBeNull();
  expect(environmentSection([])).toBeNull();
});
