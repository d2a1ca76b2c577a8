import { expect, test } from "vitest";
import { JSONSyntaxError } from "../../src/json/syntax-error.ts";
import { decodeUtf8 } from "../../src/json/utf8.ts";

test("UTF-8 is read, without a byte order mark at its beginning", () => {
  expect(decodeUtf8(new TextEncoder().encode('"é😀"'))).toBe('"é😀"');
  expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).toBe("1");
  expect(decodeUtf8(new Uint8Array())).toBe("");
});

test.each<[string, number[], number, number, number]>([
  ["a lone continuation byte", [0x31, 0x80], 1, 1, 2],
  ["an overlong form", [0xc0, 0xaf], 0, 1, 1],
  ["a surrogate", [0x22, 0xed, 0xa0, 0x80], 1, 1, 2],
  ["past U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0, 1, 1],
  ["latin-1", [0x22, 0xe9, 0x22], 1, 1, 2],
  ["a letter cut short", [0x0a, 0xc3, 0xa9, 0xe2, 0x82], 3, 2, 2],
])("%s is refused where it stands", (_, bytes, offset, line, column) => {
  let error: unknown;
  try {
    decodeUtf8(Uint8Array.from(bytes));
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(JSONSyntaxError);
  expect(error).toMatchObject({ code: "json-encoding", offset, line, column });
});

test("the place is found in a long text too", () => {
  const bytes = new TextEncoder().encode(`[${'"é",\n'.repeat(10_000)}`);
  bytes[50_000] = 0xff;
  expect(() => decodeUtf8(bytes)).toThrow(
    "at line 8334, column 2: expected UTF-8, found the byte 0xff",
  );
});
