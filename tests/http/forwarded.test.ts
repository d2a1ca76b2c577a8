import { describe, expect, test } from "vitest";
import { parseForwarded, parseForwardedList } from "../../src/http/forwarded.ts";

test.each([
  [null, []],
  ["", []],
  ["1.1.1.1", ["1.1.1.1"]],
  [" 1.1.1.1 ,\t2.2.2.2,,", ["1.1.1.1", "2.2.2.2"]],
])("the list %j", (field, values) => {
  expect(parseForwardedList(field)).toEqual(values);
});

describe("Forwarded", () => {
  test.each([
    ["", []],
    ["for=192.0.2.43", [{ for: "192.0.2.43" }]],
    ['For="[2001:db8:cafe::17]:4711"', [{ for: "[2001:db8:cafe::17]:4711" }]],
    [
      "for=192.0.2.60;proto=http;by=203.0.113.43, for=198.51.100.17",
      [{ for: "192.0.2.60", proto: "http", by: "203.0.113.43" }, { for: "198.51.100.17" }],
    ],
    ["for=a ; proto=b , for=c", [{ for: "a", proto: "b" }, { for: "c" }]],
    [", ,for=a,", [{ for: "a" }]],
    ['host="a,b;c"', [{ host: "a,b;c" }]],
    ["for=a;;proto=b", [{ for: "a", proto: "b" }]],
  ])("%s", (field, elements) => {
    expect(parseForwarded(field)?.map((element) => Object.fromEntries(element))).toEqual(elements);
  });

  test.each([
    "for",
    "for=",
    "=a",
    "for=a b",
    "for=a for=b",
    'for="a',
    "for=[::1]",
    "for=a;for=b",
    'for="a"b',
  ])("%j is malformed", (field) => {
    expect(parseForwarded(field)).toBeNull();
  });
});
