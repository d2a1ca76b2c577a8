import { describe, expect, test } from "vitest";
import { httpDate, parseHttpDate } from "../../src/http/date.ts";

test.each([
  [0, "Thu, 01 Jan 1970 00:00:00 GMT"],
  [784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"],
  [1_700_000_000_999, "Tue, 14 Nov 2023 22:13:20 GMT"],
  [951_827_696_000, "Tue, 29 Feb 2000 12:34:56 GMT"],
  [-1, "Wed, 31 Dec 1969 23:59:59 GMT"],
])("%d ms is %s", (epochMs, text) => {
  expect(httpDate(epochMs)).toBe(text);
});

const nowMs = Date.UTC(2026, 0, 1);

describe("a date of HTTP", () => {
  test.each([
    ["Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777_000],
    ["Sun Nov  6 08:49:37 1994", 784_111_777_000],
    ["Wed Nov 16 08:49:37 1994", 784_975_777_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Wed, 31 Dec 1969 23:59:59 GMT", -1_000],
    ["Tue, 29 Feb 2000 12:34:56 GMT", 951_827_696_000],
    // A leap second is the first of the next minute.
    ["Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800_000],
    // The zero of some languages.
    ["Mon, 01 Jan 0001 00:00:00 GMT", -62_135_596_800_000],
  ])("%s", (text, epochMs) => {
    expect(parseHttpDate(text, nowMs)).toBe(epochMs);
  });

  test.each([
    ["Tuesday, 14-Nov-23 22:13:20 GMT", 2023],
    ["Tuesday, 14-Nov-76 22:13:20 GMT", 2076],
    ["Tuesday, 14-Nov-77 22:13:20 GMT", 1977],
    ["Tuesday, 14-Nov-00 22:13:20 GMT", 2000],
  ])("of two digits, %s, is at most 50 years ahead", (text, year) => {
    expect(new Date(parseHttpDate(text, nowMs)!).getUTCFullYear()).toBe(year);
  });

  test("of two digits crosses the century with its reader", () => {
    const late = Date.UTC(2099, 11, 31);
    expect(parseHttpDate("Friday, 01-Jan-05 00:00:00 GMT", late)).toBe(Date.UTC(2105, 0, 1));
  });

  test.each([
    "",
    "yesterday",
    "0",
    "2023-11-14T22:13:20Z",
    "Tue, 14 Nov 2023 22:13:20",
    "Tue, 14 Nov 2023 22:13:20 UTC",
    "Tue, 14 Nov 2023 22:13:20 +0000",
    "tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 14 nov 2023 22:13:20 GMT",
    "Tue, 14 Xyz 2023 22:13:20 GMT",
    "Tue,14 Nov 2023 22:13:20 GMT",
    " Tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 4 Nov 2023 22:13:20 GMT",
    "Tue, 14 Nov 23 22:13:20 GMT",
    "Tue, 14 Nov 2023 24:00:00 GMT",
    "Tue, 14 Nov 2023 22:60:20 GMT",
    "Tue, 14 Nov 2023 22:13:61 GMT",
    "Tue, 30 Feb 2023 22:13:20 GMT",
    "Wed, 29 Feb 2023 22:13:20 GMT",
    "Tue, 00 Nov 2023 22:13:20 GMT",
    "Tuesday, 14-Nov-2023 22:13:20 GMT",
    "Tue Nov 14 22:13:20 23",
    "Tue Nov 6 22:13:20 2023",
  ])("%j is none", (text) => {
    expect(parseHttpDate(text, nowMs)).toBeNull();
  });

  test("is read back as it was written", () => {
    for (const epochMs of [0, 1_700_000_000_000, 253_402_300_799_000, -62_135_596_800_000]) {
      expect(parseHttpDate(httpDate(epochMs))).toBe(epochMs);
    }
  });
});
