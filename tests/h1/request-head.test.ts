import { expect, test } from "vitest";
import { RequestHead, type RequestHeadParts } from "../../src/h1/request-head.ts";
import { bytesOf } from "./peer.ts";

const parts: RequestHeadParts = {
  method: "GET",
  target: "/",
  authority: "h",
  secure: false,
  minorVersion: 1,
  framing: { kind: "none" },
  keepAlive: true,
  expectsContinue: false,
};

const headOf = (lines: string, differing: Partial<RequestHeadParts> = {}): RequestHead => {
  const start = "GET / HTTP/1.1\r\n";
  const text = `${start}${lines}\r\n`;
  return new RequestHead(
    { ...parts, ...differing },
    bytesOf(`${text}body`),
    start.length,
    text.length,
  );
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

test("heads that say the same share their fields, and others never do", () => {
  const fieldsOf = (lines: string) => headOf(lines).headers;
  const first = fieldsOf("Host: a\r\nX-User: sweety\r\n");
  expect(fieldsOf("Host: a\r\nX-User: sweety\r\n")).toBe(first);
  expect(fieldsOf("Host: a\r\nX-User: pallavi\r\n").get("x-user")).toBe("pallavi");
  expect(fieldsOf("Host: a\r\nx-user: sweety\r\n")).not.toBe(first);
  expect(fieldsOf(`Host: a\r\nX-User: ${"x".repeat(2_000)}\r\n`).get("x-user")).toHaveLength(2_000);
  expect(first.get("x-user")).toBe("sweety");
});

test("the parts are kept as they were parsed", () => {
  expect(headOf("Host: h\r\n")).toMatchObject(parts);
});

const offer = "Connection: keep-alive, Upgrade\r\nUpgrade: ";

test.each<[string, Partial<RequestHeadParts>, string, string | null]>([
  ["one", {}, `${offer}WebSocket\r\n`, "websocket"],
  ["the first of several", {}, `${offer}foo/2, websocket\r\n`, "foo/2"],
  ["none", {}, "Connection: upgrade\r\n", null],
  ["none that Connection does not name", {}, "Connection: x-upgrade\r\nUpgrade: foo\r\n", null],
  ["none without Connection", {}, "Upgrade: foo\r\n", null],
  ["none by a name that is none", {}, `${offer}"foo"\r\n`, null],
  ["none in HTTP/1.0", { minorVersion: 0 }, `${offer}foo\r\n`, null],
  ["none with a body", { framing: { kind: "chunked" } }, `${offer}foo\r\n`, null],
])("the protocol that the client offers: %s", (_, differing, lines, upgrade) => {
  expect(headOf(lines, differing).upgrade).toBe(upgrade);
});
