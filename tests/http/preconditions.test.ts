import { describe, expect, test } from "vitest";
import { HeaderFields } from "../../src/http/headers.ts";
import {
  evaluatePreconditions,
  selectRange,
  type Decision,
  type Validators,
} from "../../src/http/preconditions.ts";

const date = "Tue, 14 Nov 2023 22:13:20 GMT";
const before = "Mon, 13 Nov 2023 00:00:00 GMT";
const later = "Wed, 15 Nov 2023 00:00:00 GMT";

/** Last changed within the second of `date`. */
const strong: Validators = { etag: '"v1"', lastModifiedMs: 1_700_000_000_400 };
const weak: Validators = { etag: 'W/"v1"', lastModifiedMs: null };
const dated: Validators = { etag: null, lastModifiedMs: 1_700_000_000_000 };
const bare: Validators = { etag: null, lastModifiedMs: null };

type Fields = Readonly<Record<string, string>>;

function decide(fields: Fields, current: Validators, method = "GET"): Decision {
  return evaluatePreconditions(method, new HeaderFields(fields), current);
}

describe("conditions", () => {
  test.each<[Fields, Validators, Decision]>([
    [{}, strong, "proceed"],

    [{ "if-match": '"v1"' }, strong, "proceed"],
    [{ "if-match": '"v0", "v1"' }, strong, "proceed"],
    [{ "if-match": '"v2"' }, strong, "failed"],
    [{ "if-match": 'W/"v1"' }, strong, "failed"],
    [{ "if-match": '"v1"' }, weak, "failed"],
    [{ "if-match": "*" }, strong, "proceed"],
    [{ "if-match": "*" }, bare, "proceed"],
    [{ "if-match": '"v1"' }, bare, "failed"],
    [{ "if-match": "v1" }, strong, "failed"],
    [{ "if-match": "" }, strong, "failed"],

    [{ "if-unmodified-since": date }, strong, "proceed"],
    [{ "if-unmodified-since": later }, strong, "proceed"],
    [{ "if-unmodified-since": before }, strong, "failed"],
    [{ "if-unmodified-since": before }, dated, "failed"],
    [{ "if-unmodified-since": before }, bare, "proceed"],
    [{ "if-unmodified-since": "long ago" }, strong, "proceed"],
    // If-Match decides alone.
    [{ "if-match": '"v1"', "if-unmodified-since": before }, strong, "proceed"],
    [{ "if-match": '"v2"', "if-unmodified-since": later }, strong, "failed"],

    [{ "if-none-match": '"v1"' }, strong, "not-modified"],
    [{ "if-none-match": 'W/"v1"' }, strong, "not-modified"],
    [{ "if-none-match": '"v1"' }, weak, "not-modified"],
    [{ "if-none-match": '"v0", "v1"' }, strong, "not-modified"],
    [{ "if-none-match": "*" }, strong, "not-modified"],
    [{ "if-none-match": "*" }, bare, "not-modified"],
    [{ "if-none-match": '"v2"' }, strong, "proceed"],
    [{ "if-none-match": '"v1"' }, bare, "proceed"],
    [{ "if-none-match": "v1" }, strong, "proceed"],
    [{ "if-none-match": "" }, strong, "proceed"],

    [{ "if-modified-since": date }, strong, "not-modified"],
    [{ "if-modified-since": later }, dated, "not-modified"],
    [{ "if-modified-since": before }, strong, "proceed"],
    [{ "if-modified-since": date }, bare, "proceed"],
    [{ "if-modified-since": "yesterday" }, strong, "proceed"],
    [{ "if-modified-since": "Tuesday, 14-Nov-23 22:13:20 GMT" }, dated, "not-modified"],
    // If-None-Match decides alone, even where it says nothing.
    [{ "if-none-match": '"v2"', "if-modified-since": date }, strong, "proceed"],
    [{ "if-none-match": "", "if-modified-since": date }, strong, "proceed"],
    [{ "if-none-match": '"v1"', "if-modified-since": before }, strong, "not-modified"],

    // If-Match and If-Unmodified-Since come first.
    [{ "if-match": '"v2"', "if-none-match": '"v1"' }, strong, "failed"],
    [{ "if-match": '"v1"', "if-none-match": '"v1"' }, strong, "not-modified"],
    [{ "if-unmodified-since": before, "if-none-match": '"v1"' }, strong, "failed"],
  ])("%j on %j: %s", (fields, current, decision) => {
    expect(decide(fields, current)).toBe(decision);
    expect(decide(fields, current, "HEAD")).toBe(decision);
  });

  test.each<[Fields, Validators, Decision]>([
    [{ "if-match": '"v1"' }, strong, "proceed"],
    [{ "if-match": '"v2"' }, strong, "failed"],
    [{ "if-none-match": '"v1"' }, strong, "failed"],
    [{ "if-none-match": "*" }, bare, "failed"],
    [{ "if-none-match": '"v2"' }, strong, "proceed"],
    [{ "if-unmodified-since": before }, strong, "failed"],
    [{ "if-modified-since": date }, strong, "proceed"],
  ])("of a PUT %j on %j: %s", (fields, current, decision) => {
    expect(decide(fields, current, "PUT")).toBe(decision);
  });
});

describe("of 26 bytes", () => {
  const whole = { kind: "whole" };
  const part = { kind: "part", range: { first: 0, last: 4 } };
  const unsatisfiable = { kind: "unsatisfiable" };

  test.each<[string, Fields, Validators, object]>([
    ["GET", {}, strong, whole],
    ["GET", { range: "bytes=0-4" }, strong, part],
    ["GET", { range: "bytes=26-" }, strong, unsatisfiable],
    ["GET", { range: "bytes=-0" }, strong, unsatisfiable],
    ["GET", { range: "bytes=99-, 26-" }, strong, unsatisfiable],
    ["GET", { range: "bytes=99-, 0-4" }, strong, part],
    ["GET", { range: "bytes=0-4, 9-12" }, strong, whole],
    ["GET", { range: "bytes=nonsense" }, strong, whole],
    ["GET", { range: "rows=0-4" }, strong, whole],
    ["HEAD", { range: "bytes=0-4" }, strong, whole],
    ["POST", { range: "bytes=0-4" }, strong, whole],
    ["GET", { range: "bytes=0-4", "if-range": '"v1"' }, strong, part],
    ["GET", { range: "bytes=0-4", "if-range": '"v2"' }, strong, whole],
    ["GET", { range: "bytes=26-", "if-range": '"v2"' }, strong, whole],
    ["GET", { range: "bytes=0-4", "if-range": 'W/"v1"' }, weak, whole],
    ["GET", { range: "bytes=0-4", "if-range": 'W/"v1"' }, strong, whole],
    ["GET", { range: "bytes=0-4", "if-range": '"v1"' }, bare, whole],
    ["GET", { range: "bytes=0-4", "if-range": "*" }, strong, whole],
    ["GET", { range: "bytes=0-4", "if-range": "v1" }, strong, whole],
    ["GET", { range: "bytes=0-4", "if-range": date }, strong, part],
    ["GET", { range: "bytes=0-4", "if-range": date }, dated, part],
    ["GET", { range: "bytes=0-4", "if-range": later }, dated, whole],
    ["GET", { range: "bytes=0-4", "if-range": before }, dated, whole],
    ["GET", { range: "bytes=0-4", "if-range": date }, bare, whole],
  ])("%s with %j on %j gets %j", (method, fields, current, selection) => {
    expect(selectRange(method, new HeaderFields(fields), current, 26)).toEqual(selection);
  });

  test.each([
    ["bytes=0-", unsatisfiable],
    ["bytes=-0", unsatisfiable],
    ["bytes=-5", whole],
  ])("of none, %s gets %j", (range, selection) => {
    expect(selectRange("GET", new HeaderFields({ range }), strong, 0)).toEqual(selection);
  });
});
