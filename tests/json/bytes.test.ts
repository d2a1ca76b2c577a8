import { expect, test } from "vitest";
import { bytesOf, fromBase64url, toBase64, toBase64url, toHex } from "../../src/json/bytes.ts";

// The vectors of RFC 4648 §10, and bytes that need the last letters of the alphabet.
test.each([
  ["", "", "", ""],
  ["f", "Zg==", "Zg", "66"],
  ["fo", "Zm8=", "Zm8", "666f"],
  ["foo", "Zm9v", "Zm9v", "666f6f"],
  ["foob", "Zm9vYg==", "Zm9vYg", "666f6f62"],
  ["fooba", "Zm9vYmE=", "Zm9vYmE", "666f6f6261"],
  ["foobar", "Zm9vYmFy", "Zm9vYmFy", "666f6f626172"],
  ["\u00fb\u00ff\u00fe\u000a", "+//+Cg==", "-__-Cg", "fbfffe0a"],
])("the bytes of %j are written in all three ways", (latin1, base64, base64url, hex) => {
  const bytes = Uint8Array.from(latin1, (char) => char.charCodeAt(0));
  expect(toBase64(bytes)).toBe(base64);
  expect(toBase64url(bytes)).toBe(base64url);
  expect(toHex(bytes)).toBe(hex);
});

test("every byte comes back from base64", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const back = Uint8Array.from(atob(toBase64(bytes)), (char) => char.charCodeAt(0));
  expect(back).toEqual(bytes);
});

test("a view gives its own part of the buffer, and shares it", () => {
  const { buffer } = new Uint8Array([9, 1, 2, 9]);
  const bytes = bytesOf(new DataView(buffer, 1, 2));
  new Uint8Array(buffer)[1] = 7;
  expect([...bytes]).toEqual([7, 2]);
  expect([...bytesOf(buffer)]).toEqual([9, 7, 2, 9]);
});

test.each([
  ["", []],
  ["-__-Cg", [0xfb, 0xff, 0xfe, 0x0a]],
  ["AAEC", [0, 1, 2]],
])("%j is read as base64url", (text, bytes) => {
  expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes));
});

test.each(["A", "AA==", "+//+", "A A", "AAA\n", "é", "AB", "AAB"])(
  "%j is not base64url",
  (text) => {
    expect(fromBase64url(text)).toBeNull();
  },
);
