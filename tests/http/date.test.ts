import { expect, test } from "vitest";
import { httpDate } from "../../src/http/date.ts";

test.each([
  [0, "Thu, 01 Jan 1970 00:00:00 GMT"],
  [784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"],
  [1_700_000_000_999, "Tue, 14 Nov 2023 22:13:20 GMT"],
  [951_827_696_000, "Tue, 29 Feb 2000 12:34:56 GMT"],
  [-1, "Wed, 31 Dec 1969 23:59:59 GMT"],
])("%d ms is %s", (epochMs, text) => {
  expect(httpDate(epochMs)).toBe(text);
});
