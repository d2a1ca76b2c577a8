import { describe, expect, test } from "vitest";
import {
  entityTags,
  formatEntityTag,
  isEntityTag,
  matchesStrongly,
  matchesWeakly,
  parseEntityTags,
} from "../../src/http/etag.ts";

describe("an entity tag", () => {
  test.each(['"v1"', 'W/"v1"', '""', 'W/""', '"a,b"', '"\xfc"', '"!#\'()*"'])(
    "%s is one",
    (text) => {
      expect(isEntityTag(text)).toBe(true);
    },
  );

  test.each([
    "",
    "v1",
    '"v1',
    'v1"',
    'w/"v1"',
    'W"v1"',
    'W/ "v1"',
    "W/v1",
    "'v1'",
    '"a"b"',
    '"a b"',
    '"\u{1f600}"',
    '"\x7f"',
    "*",
  ])("%j is none", (text) => {
    expect(isEntityTag(text)).toBe(false);
  });
});

test.each<[string, readonly string[] | "*"]>([
  ['"a"', ['"a"']],
  ['W/"a"', ['W/"a"']],
  ['"a", "b",W/"c"', ['"a"', '"b"', 'W/"c"']],
  ['  "a"\t,\t"b"  ', ['"a"', '"b"']],
  [', , "a",, "b",', ['"a"', '"b"']],
  ['"a,b"', ['"a,b"']],
  ['"W/"', ['"W/"']],
  ['""', ['""']],
  ["*", "*"],
  [" * ", "*"],
  ['*, "a"', ['"a"']],
  ['"*"', ['"*"']],
  ["", []],
  ["nonsense", []],
  ['nonsense, "a"', ['"a"']],
  ['"a", nonsense', ['"a"']],
  ['nonsense "a"', []],
  ['w/"a"', []],
  ['W/ "a"', []],
  ['"a', []],
  ['"a", "b', ['"a"']],
  ["'a'", []],
])("the tags of %j are %j", (field, tags) => {
  expect(parseEntityTags(field)).toEqual(tags);
});

test("a long field of nonsense is read in no time", () => {
  expect(parseEntityTags('"a"'.repeat(100_000))).toHaveLength(100_000);
  expect(parseEntityTags(",".repeat(300_000))).toEqual([]);
});

test.each<[string | null, string, boolean]>([
  [null, '"a"', false],
  ['"a"', '"a"', true],
  ['W/"a"', '"a"', true],
  ['"a"', 'W/"a"', true],
  ['W/"a"', 'W/"a"', true],
  ['"b", "a"', '"a"', true],
  ['"b"', '"a"', false],
  ['"A"', '"a"', false],
  ["*", '"a"', true],
  ["a", '"a"', false],
  ["", '"a"', false],
])("If-None-Match %j: a client has %j: %j", (field, current, has) => {
  expect(matchesWeakly(field, current)).toBe(has);
});

test.each<[string, string, boolean]>([
  ['"a"', '"a"', true],
  ['"b", "a"', '"a"', true],
  ['W/"a"', '"a"', false],
  ['"a"', 'W/"a"', false],
  ['W/"a"', 'W/"a"', false],
  ['"b"', '"a"', false],
  ["*", '"a"', true],
  ["*", 'W/"a"', true],
  ["nonsense", '"a"', false],
  ["", '"a"', false],
])("If-Match %j holds for %j: %j", (field, current, holds) => {
  expect(matchesStrongly(field, current)).toBe(holds);
});

describe("a tag to send", () => {
  test.each([
    ["v1", false, '"v1"'],
    ["v1", true, 'W/"v1"'],
    ["", false, '""'],
    ["a,b/c", false, '"a,b/c"'],
  ])("%j, weak %s, is %s", (opaque, weak, tag) => {
    expect(formatEntityTag(opaque, weak)).toBe(tag);
  });

  test.each(['"v1"', "a b", 'a"', "\u{1f600}", "a\r\nset-cookie: b", "\x7f"])(
    "%j cannot be one",
    (opaque) => {
      expect(() => formatEntityTag(opaque)).toThrow("[entity-tag]");
    },
  );
});

test.each([
  ["*", { any: true, strong: [], weak: [] }],
  ["", { any: false, strong: [], weak: [] }],
  ['"a", W/"b", "c,d", nonsense', { any: false, strong: ["a", "c,d"], weak: ["b"] }],
  ['W/"", ""', { any: false, strong: [""], weak: [""] }],
])("%j, told apart", (field, tags) => {
  expect(entityTags(field)).toEqual(tags);
});
