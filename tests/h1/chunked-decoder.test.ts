// The chunked coding, decoded the same wherever its bytes are cut.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChunkedDecoder } from "../../src/h1/chunked-decoder.ts";
import { defaultLimits, type Limits } from "../../src/h1/limits.ts";
import type { ProtocolError } from "../../src/h1/protocol-error.ts";
import { bytesOf, textOf } from "./peer.ts";

interface Decoded {
  readonly body: string;
  readonly taken: number;
  readonly complete: boolean;
}

function decode(pieces: readonly string[], limits: Limits = defaultLimits): Decoded {
  const decoder = new ChunkedDecoder(limits);
  let body = "";
  let taken = 0;
  for (const piece of pieces) {
    taken += decoder.decode(bytesOf(piece), 0, (slice) => {
      body += textOf(slice);
    });
  }
  return { body, taken, complete: decoder.complete };
}

describe("bodies that are accepted, whole, byte by byte, and with another request behind", () => {
  test.each<[string, string]>([
    ["0\r\n\r\n", ""],
    ["5\r\nhello\r\n0\r\n\r\n", "hello"],
    ["2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "hello"],
    ["a\r\n0123456789\r\n0\r\n\r\n", "0123456789"],
    ["A\r\n0123456789\r\n0\r\n\r\n", "0123456789"],
    ["0000000000000001\r\nx\r\n0\r\n\r\n", "x"],
    ["2\r\n\r\n\r\n000\r\n\r\n", "\r\n"],
    ["3\r\n0\r\n\r\n0\r\n\r\n", "0\r\n"],
    ["1;a\r\nx\r\n0\r\n\r\n", "x"],
    ["1;a=b;c=d\r\nx\r\n0;e\r\n\r\n", "x"],
    ["1 ; a = b\t;c\r\nx\r\n0\r\n\r\n", "x"],
    ['1;a="b;\\""\r\nx\r\n0\r\n\r\n', "x"],
    ['1;a="caf\u00e9 \t"\r\nx\r\n0\r\n\r\n', "x"],
    ["1;a=b\r\nx\r\n0\r\n\r\n", "x"],
    ["0\r\nX: y\r\nZ:\r\n\r\n", ""],
    ["1\r\n\u0000\r\n0\r\nX: \tcaf\u00e9 \r\n\r\n", "\u0000"],
  ])("%j", (text, body) => {
    const decoded = { body, taken: text.length, complete: true };
    expect(decode([text])).toEqual(decoded);
    expect(decode([...text])).toEqual(decoded);
    expect(decode([`${text}GET / HTTP/1.1\r\n`])).toEqual(decoded);
  });
});

describe("bodies that are refused, whole and byte by byte", () => {
  test.each([
    ["\r\n", "chunk-size"],
    ["x\r\n", "chunk-size"],
    ["-1\r\n", "chunk-size"],
    ["+1\r\n", "chunk-size"],
    ["0x1\r\n", "chunk-size"],
    [" 1\r\n", "chunk-size"],
    ["1_0\r\n", "chunk-size"],
    ["1,\r\n", "chunk-size"],
    ["1\n", "chunk-size"],
    ["00000000000000001\r\n", "chunk-size"],
    ["20000000000000\r\n", "body-too-large"],
    ["ffffffffffffffff\r\n", "body-too-large"],
    ["1\rx", "bare-cr"],
    ["1 \r\n", "chunk-extension"],
    ["1;\r\n", "chunk-extension"],
    ["1; \r\n", "chunk-extension"],
    ["1;;a\r\n", "chunk-extension"],
    ["1;=b\r\n", "chunk-extension"],
    ["1;a=\r\n", "chunk-extension"],
    ["1;a=,\r\n", "chunk-extension"],
    ["1;a,b\r\n", "chunk-extension"],
    ["1;a b\r\n", "chunk-extension"],
    ["1;a \r\n", "chunk-extension"],
    ["1;a=b \r\n", "chunk-extension"],
    ['1;a="b\r\n', "chunk-extension"],
    ['1;a="b\\\r\n', "chunk-extension"],
    ['1;a="b"c\r\n', "chunk-extension"],
    ['1;a="\u0000"\r\n', "chunk-extension"],
    ["1;a\u0000\r\n", "chunk-extension"],
    ["1;\n", "bare-lf"],
    ["1;a\n", "bare-lf"],
    ["1;a=b\n", "bare-lf"],
    ['1;a="b\n', "bare-lf"],
    ["1;a\rb", "bare-cr"],
    ["1\r\nxx\r\n", "chunk-end"],
    ["1\r\nx\n", "chunk-end"],
    ["1\r\nx\rx", "chunk-end"],
    ["0\r\n X: y\r\n\r\n", "folded-line"],
    ["0\r\n\tX: y\r\n\r\n", "folded-line"],
    ["0\r\n: y\r\n\r\n", "field-name"],
    ["0\r\nX : y\r\n\r\n", "field-name"],
    ["0\r\nX\r\n\r\n", "field-name"],
    ["0\r\nX: y\r\nCONTENT-length: 1\r\n\r\n", "trailer-field"],
    ["0\r\nTransfer-Encoding: chunked\r\n\r\n", "trailer-field"],
    ["0\r\n\n", "field-name"],
    ["0\r\nX: \u0000\r\n\r\n", "field-value"],
    ["0\r\nX: y\n\r\n", "field-value"],
    ["0\r\nX: y\rZ", "bare-cr"],
    ["0\r\n\rZ", "bare-cr"],
  ])("%j is refused as %s", (text, code) => {
    const refusal = expect.objectContaining({ code }) as ProtocolError;
    expect(() => decode([text])).toThrow(refusal);
    expect(() => decode([...text])).toThrow(refusal);
  });
});

describe("a body that ends early is not complete", () => {
  const text = "2;a=b\r\nhi\r\n0\r\nX: y\r\n\r\n";
  test.each(Array.from(text, (_, length) => [length]))("after %i bytes", (length) => {
    expect(decode([text.slice(0, length)]).complete).toBe(false);
  });
});

test("extensions of all chunks together may be as large as the limit, and no larger", () => {
  const limits = { ...defaultLimits, maxChunkExtensionBytes: 8 };
  // Counted behind the semicolon, with the CR that ends them.
  expect(decode(["1;abc\r\nx\r\n1;abc\r\nx\r\n0\r\n\r\n"], limits).body).toBe("xx");
  expect(() => decode(["1;abc\r\nx\r\n1;abcd\r\nx\r\n0\r\n\r\n"], limits)).toThrow(
    "chunk-extensions-too-large",
  );
});

test("a trailer section may be as large as the limit, and no larger", () => {
  const limits = { ...defaultLimits, maxTrailerBytes: 10 };
  expect(decode(["0\r\nXYZ: 1\r\n\r\n"], limits).complete).toBe(true);
  expect(() => decode(["0\r\nXYZ: 12\r\n\r\n"], limits)).toThrow("trailers-too-large");
});

test("the largest chunk that can be counted is waited for", () => {
  expect(decode(["1fffffffffffff\r\n"])).toEqual({ body: "", taken: 16, complete: false });
});

test("data is handed on as slices of what came", () => {
  const bytes = bytesOf("5\r\nhello\r\n0\r\n\r\n");
  const slices: Uint8Array[] = [];
  new ChunkedDecoder(defaultLimits).decode(bytes, 0, (slice) => slices.push(slice));
  expect(slices.map(({ buffer, byteOffset }) => [buffer === bytes.buffer, byteOffset])).toEqual([
    [true, 3],
  ]);
});

test("any body in any chunks, cut anywhere, is decoded to itself and not a byte further", () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 });
  const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 6 });
  fc.assert(
    fc.property(chunks, cuts, fc.string({ maxLength: 9 }), (parts, offsets, extension) => {
      const name = extension.replace(/[^a-z]/g, "x") || "x";
      const body = parts.map(textOf);
      const coded = body.map((part) => `${part.length.toString(16)};${name}\r\n${part}\r\n`);
      const text = `${coded.join("")}0\r\n\r\n`;
      const sent = `${text}GET`;
      const edges = [0, ...offsets.filter((at) => at < text.length).sort((a, b) => a - b)];
      const pieces = edges.map((at, index) => sent.slice(at, edges[index + 1]));
      expect(decode(pieces)).toEqual({ body: body.join(""), taken: text.length, complete: true });
    }),
  );
});
