import { expect, test } from "vitest";
import { ResponseChecks, type Validation } from "../../src/core/response-checks.ts";

const nothing: Validation = {
  etag: undefined,
  always: false,
  conditional: false,
  acceptRanges: false,
};

test.each<[string, (checks: ResponseChecks) => void, Partial<Validation> | null]>([
  ["nothing", () => {}, null],
  ["a tag", (checks) => checks.addETag("weak"), { etag: "weak", always: true }],
  ["conditions", (checks) => checks.heedConditions({}), { conditional: true }],
  [
    "conditions and ranges",
    (checks) => checks.heedConditions({ acceptRanges: true }),
    { conditional: true, acceptRanges: true },
  ],
  [
    "the route's tag",
    (checks) => checks.suggestETag(true),
    { etag: "strong", conditional: "by-tag" },
  ],
  ["the route's refusal", (checks) => checks.suggestETag(false), null],
  [
    "a tag of its own beside the route's",
    (checks) => {
      checks.addETag("weak");
      checks.suggestETag("strong");
    },
    { etag: "weak", always: true, conditional: "by-tag" },
  ],
  [
    "conditions, without the route's tag",
    (checks) => {
      checks.heedConditions({});
      checks.suggestETag(false);
    },
    { conditional: true },
  ],
])("%s", (_, say, validation) => {
  const checks = new ResponseChecks();
  say(checks);
  expect(checks.validation).toEqual(validation && { ...nothing, ...validation });
});

test.each<[boolean | "strong" | "weak", Partial<Validation> | null]>([
  [true, { etag: "strong", conditional: "by-tag" }],
  ["weak", { etag: "weak", conditional: "by-tag" }],
  [false, null],
])("what the response says of itself, %s, wins over the route", (etag, validation) => {
  const checks = new ResponseChecks(etag);
  checks.suggestETag("strong");
  expect(checks.validation).toEqual(validation && { ...nothing, ...validation });
});
