import { expect, test } from "vitest";
import { RequestHead, type RequestHeadParts } from "../../src/h1/request-head.ts";
import { bytesOf } from "./peer.ts";

const parts: RequestHeadParts = {
  method: "GET",
  target: "/",
  authority: "h",
  minorVersion: 1,
  framing: { kind: "none" },
  keepAlive: true,
  expectsContinue: false,
};

const headOf = (lines: string): RequestHead => {
  const start = "GET / HTTP/1.1\r\n";
  const text = `${start}${lines}\r\n`;
  return new RequestHead(parts, bytesOf(`${text}body`), start.length, text.length);
};

test("header lines keep their order, their number and their bytes; names become lower case", () => {
  const { headers } = headOf(
    "Host: h\r\nX-A:  1\t\r\nx-a:2\r\nX-Empty:\r\nX-B: caf\u00e9:\u00a0\r\n",
  );
  expect([...headers]).toEqual([
    ["host", "h"],
    ["x-a", "1"],
    ["x-a", "2"],
    ["x-empty", ""],
    ["x-b", "caf\u00e9:\u00a0"],
  ]);
});

test("a head may be without header lines", () => {
  expect([...headOf("").headers]).toEqual([]);
});

test("header fields are decoded once, and cannot be changed", () => {
  const head = headOf("Host: h\r\n");
  expect(head.headers).toBe(head.headers);
  expect(() => head.headers.set("host", "other")).toThrow(TypeError);
});

test("the parts are kept as they were parsed", () => {
  expect(headOf("Host: h\r\n")).toMatchObject(parts);
});
