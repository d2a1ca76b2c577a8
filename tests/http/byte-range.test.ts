import { describe, expect, test } from "vitest";
import { contentRange, parseByteRanges, resolveByteRanges } from "../../src/http/byte-range.ts";

describe("a Range field", () => {
  test.each([
    ["bytes=0-4", [{ kind: "from", first: 0, last: 4 }]],
    ["BYTES=0-4", [{ kind: "from", first: 0, last: 4 }]],
    ["bytes=25-25", [{ kind: "from", first: 25, last: 25 }]],
    ["bytes=5-", [{ kind: "from", first: 5, last: Infinity }]],
    ["bytes=-3", [{ kind: "last", length: 3 }]],
    ["bytes=-0", [{ kind: "last", length: 0 }]],
    ["bytes=007-010", [{ kind: "from", first: 7, last: 10 }]],
    [
      "bytes=0-0, -1",
      [
        { kind: "from", first: 0, last: 0 },
        { kind: "last", length: 1 },
      ],
    ],
    [
      "bytes=,0-0,\t,5-6 ,",
      [
        { kind: "from", first: 0, last: 0 },
        { kind: "from", first: 5, last: 6 },
      ],
    ],
    ["bytes=0-99999999999999999999", [{ kind: "from", first: 0, last: 1e20 }]],
  ])("%s asks for %j", (field, specs) => {
    expect(parseByteRanges(field)).toEqual(specs);
  });

  test.each([
    "",
    "bytes",
    "bytes=",
    "bytes=,",
    "bytes=-",
    "bytes=a-b",
    "bytes=4-0",
    "bytes=0-4, 9-5",
    "bytes=0-4, x",
    "bytes=0--4",
    "bytes=--4",
    "bytes=+0-4",
    "bytes=0 - 4",
    "bytes =0-4",
    " bytes=0-4",
    "bytes=0-4; 5-6",
    "bytes=0x0-4",
    "bytes=1.5-4",
    "bytes=\u0660-4",
    "bytes:0-4",
    "rows=0-4",
    "seconds=1-2",
    "0-4",
  ])("%j is ignored", (field) => {
    expect(parseByteRanges(field)).toBeNull();
  });

  test("of 100,000 ranges is read in time that grows with its length", () => {
    const startedMs = performance.now();
    expect(parseByteRanges(`bytes=${"0-0,".repeat(100_000)}`)).toHaveLength(100_000);
    // Quadratic work on this length would take minutes.
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe("in 26 bytes", () => {
  test.each([
    ["bytes=0-4", [{ first: 0, last: 4 }]],
    ["bytes=0-", [{ first: 0, last: 25 }]],
    ["bytes=20-99", [{ first: 20, last: 25 }]],
    ["bytes=25-25", [{ first: 25, last: 25 }]],
    ["bytes=-3", [{ first: 23, last: 25 }]],
    ["bytes=-99", [{ first: 0, last: 25 }]],
    ["bytes=0-99999999999999999999", [{ first: 0, last: 25 }]],
    ["bytes=26-", []],
    ["bytes=26-30", []],
    ["bytes=-0", []],
    ["bytes=30-40, 1-2", [{ first: 1, last: 2 }]],
    [
      "bytes=-1, 0-0",
      [
        { first: 25, last: 25 },
        { first: 0, last: 0 },
      ],
    ],
  ])("%s is %j", (field, ranges) => {
    expect(resolveByteRanges(parseByteRanges(field)!, 26)).toEqual(ranges);
  });
});

test.each(["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0"])(
  "%s lies outside of nothing",
  (field) => {
    expect(resolveByteRanges(parseByteRanges(field)!, 0)).toEqual([]);
  },
);

test.each([
  [{ first: 0, last: 4 }, 26, "bytes 0-4/26"],
  [{ first: 25, last: 25 }, 26, "bytes 25-25/26"],
])("Content-Range of %j in %i bytes", (range, length, text) => {
  expect(contentRange(range, length)).toBe(text);
});
