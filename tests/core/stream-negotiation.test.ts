import { describe, expect, test } from "vitest";
import { jsonArray, ndjsonLines, serverSentEvents } from "../../src/core/stream-format.ts";
import { formatOf, negotiateFormat, varyByAccept } from "../../src/core/stream-negotiation.ts";
import { HeaderFields } from "../../src/http/headers.ts";

const json = "application/json";
const ndjson = "application/x-ndjson";
const events = "text/event-stream";

describe("Accept", () => {
  test.each<[string | null, string]>([
    [null, json],
    ["", json],
    ["*/*", json],
    ["application/*", json],
    [json, json],
    ["APPLICATION/JSON", json],
    [`${json}; charset=utf-8`, json],
    [ndjson, ndjson],
    [`${ndjson};charset=UTF-8`, ndjson],
    ["application/ndjson", "application/ndjson"],
    ["application/jsonl", "application/jsonl"],
    ["application/x-jsonlines", "application/x-jsonlines"],
    [events, events],
    [`${events}; charset=utf-8`, events],
    ["text/*", events],
    [`${json}, ${events}`, json],
    [`${events}, ${json}`, events],
    [`${json};q=0.5, ${ndjson}`, ndjson],
    [`${ndjson};q=0.5, ${json}`, json],
    [`${ndjson};q=0.9, ${events};q=0.91`, events],
    [`${json};q=0, */*`, ndjson],
    [`${json};q=0`, json],
    [`*/*;q=0.1, ${ndjson};q=0.2`, ndjson],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", json],
    ["text/html", json],
    ["application/problem+json", json],
    ["nonsense", json],
    [",;q=", json],
  ])("%j gets %s", (accept, mimetype) => {
    expect(negotiateFormat(accept).mimetype).toBe(mimetype);
  });

  test("a name brings its format", () => {
    expect(negotiateFormat(null).format).toBe(jsonArray);
    expect(negotiateFormat("application/jsonl").format).toBe(ndjsonLines);
    expect(negotiateFormat(events).format).toBe(serverSentEvents);
  });
});

test.each([
  ["application/jsonl", ndjsonLines],
  ["application/x-ndjson; charset=utf-8", ndjsonLines],
  ["TEXT/event-stream", serverSentEvents],
  [json, jsonArray],
  ["application/geo+json", jsonArray],
  ["nonsense", jsonArray],
])("a handler that says %s gets its format", (contentType, format) => {
  expect(formatOf(contentType)).toBe(format);
});

test.each<[Record<string, string | string[]>, string]>([
  [{}, "accept"],
  [{ vary: "cookie" }, "cookie, accept"],
  [{ vary: ["cookie", "origin"] }, "cookie, origin, accept"],
  [{ vary: "Accept" }, "Accept"],
  [{ vary: "cookie,Accept , origin" }, "cookie,Accept , origin"],
  [{ vary: "accept-language" }, "accept-language, accept"],
  [{ vary: "*" }, "*"],
])("Vary beside %j is %s", (init, vary) => {
  const headers = new HeaderFields(init);
  varyByAccept(headers);
  expect(headers.get("vary")).toBe(vary);
});
