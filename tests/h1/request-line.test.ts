import { expect, test } from "vitest";
import { defaultLimits } from "../../src/h1/limits.ts";
import { lineError, readRequestLine } from "../../src/h1/request-line.ts";
import { bytesOf } from "./peer.ts";

const read = (text: string, targetRead = 0) =>
  readRequestLine(bytesOf(text), 0, defaultLimits, targetRead);

test("a line is a method, a target and a version", () => {
  const line = "GET /a?b HTTP/1.0\r\n";
  const parts = { method: "GET", target: "/a?b", minorVersion: 0, length: line.length };
  expect(read(line)).toEqual(parts);
  expect(read(`${line}Host: h\r\n`)).toEqual(parts);
});

test("a line that begins further on is measured from there", () => {
  const line = "PUT / HTTP/1.1\r\n";
  const bytes = bytesOf(`body${line}`);
  expect(readRequestLine(bytes, 4, defaultLimits, 0)).toMatchObject({
    method: "PUT",
    target: "/",
    length: line.length,
  });
});

test.each([
  ["", 0],
  ["GET", 0],
  ["\r", 0],
  ["GET ", 0],
  ["GET /abc", 4],
  ["GET /abc ", 4],
  ["GET /abc HTTP/1.1", 4],
  ["GET /abc HTTP/1.1\r", 4],
])("of %j, so much of the target need not be read again: %d", (text, targetRead) => {
  expect(read(text)).toBe(targetRead);
});

test("a line is finished from where it was left", () => {
  const text = "GET /abc HTTP/1.1\r\n";
  const left = read(text.slice(0, 7));
  expect(left).toBe(3);
  expect(read(text, left as number)).toEqual(read(text));
});

test.each([
  [0x0a, "bare-lf"],
  [0x00, "target"],
])("byte %d where it has no place is %s", (byte, code) => {
  expect(lineError(byte, "target").code).toBe(code);
});
