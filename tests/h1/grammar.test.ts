import { describe, expect, test } from "vitest";
import {
  equalsIgnoringCase,
  hexDigitValue,
  isDigit,
  isFieldByte,
  isTargetByte,
  isTokenByte,
  isWhitespace,
  latin1,
} from "../../src/h1/grammar.ts";
import { bytesOf } from "./peer.ts";

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);

/** The bytes of a class, as text. */
const members = (isMember: (byte: number) => boolean): string =>
  String.fromCharCode(...allBytes.filter(isMember));

describe("byte classes", () => {
  test("token", () => {
    expect(members((byte) => isTokenByte[byte] === 1)).toBe(
      "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~",
    );
  });

  test("field value: no control character but HTAB", () => {
    const refused = members((byte) => isFieldByte[byte] !== 1);
    expect(refused).toBe(
      String.fromCharCode(...allBytes.filter((byte) => byte < 32 && byte !== 9), 127),
    );
  });

  test("target: visible ASCII but #", () => {
    expect(members((byte) => isTargetByte[byte] === 1)).toBe(
      String.fromCharCode(...allBytes.filter((byte) => byte > 32 && byte < 127)).replace("#", ""),
    );
  });

  test("digit and white space", () => {
    expect(members(isDigit)).toBe("0123456789");
    expect(members(isWhitespace)).toBe("\t ");
  });

  test("hexadecimal digits have their values, other bytes have none", () => {
    expect(members((byte) => hexDigitValue[byte] !== 255)).toBe("0123456789ABCDEFabcdef");
    expect([..."09afAF"].map((digit) => hexDigitValue[digit.charCodeAt(0)])).toEqual([
      0, 9, 10, 15, 10, 15,
    ]);
  });
});

test("latin1 keeps every byte, with and without a native way", () => {
  const bytes = Uint8Array.from(allBytes);
  const text = String.fromCharCode(...allBytes);
  expect(latin1(bytes, 0, 256)).toBe(text);
  expect(latin1(bytes, 10, 20)).toBe(text.slice(10, 20));
  const native = Object.assign(bytes.slice(), {
    latin1Slice: (start: number, end: number) => `native ${start}-${end}`,
  });
  expect(latin1(native, 10, 20)).toBe("native 10-20");
});

test.each([
  ["Host", "host", true],
  ["hOST", "host", true],
  ["hosts", "host", false],
  ["hos", "host", false],
  ["h@st", "h`st", false],
  ["a[b", "a{b", false],
  ["\u00d6", "\u00f6", false],
])("%j is %j in any case: %s", (text, lowerCase, equal) => {
  expect(equalsIgnoringCase(bytesOf(`-${text}-`), 1, 1 + text.length, lowerCase)).toBe(equal);
});
