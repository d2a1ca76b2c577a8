// Every way in which a message can be refused: its code, its status, and a message that shows it.
import { expect, test } from "vitest";
import type { BodyError, Gateway } from "../../src/gateway.ts";
import { defaultTimeouts } from "../../src/h1/phase.ts";
import { ProtocolError, type ProtocolErrorCode } from "../../src/h1/protocol-error.ts";
import { Peer, answer, turn } from "./peer.ts";

const head = (lines: string): string => `POST / HTTP/1.1\r\nHost: h\r\n${lines}\r\n`;
const chunked = (body: string): string => head("Transfer-Encoding: chunked\r\n") + body;

const never = "GET /never HTTP/1.1\r\nHost: h\r\n\r\n";

type Wrong = string | { readonly text: string; readonly then: (peer: Peer) => void };

// A record, so that a new code without a message of its own does not compile.
const refusals: Record<ProtocolErrorCode, readonly [status: number, wrong: Wrong]> = {
  "request-line": [400, "GET\r\n"],
  method: [400, "(\r\n"],
  target: [400, "GET users HTTP/1.1\r\nHost: h\r\n\r\n"],
  "target-too-long": [414, `GET /${"x".repeat(8 * 1024)} HTTP/1.1\r\n`],
  version: [505, "GET / HTTP/3.0\r\n"],
  "connect-refused": [501, "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n"],
  "bare-cr": [400, head("X: y\rZ")],
  "bare-lf": [400, head("X: y\n")],
  "field-name": [400, head("X Y: z\r\n")],
  "field-value": [400, head("X: \u0000\r\n")],
  "folded-line": [400, head(" y\r\n")],
  "head-too-large": [431, head(`X: ${"y".repeat(16 * 1024)}`)],
  "too-many-headers": [431, head("X: y\r\n".repeat(100))],
  "host-missing": [400, "GET / HTTP/1.1\r\n\r\n"],
  "host-repeated": [400, head("Host: h\r\n")],
  "host-invalid": [400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"],
  "content-length": [400, head("Content-Length: x\r\n")],
  "transfer-encoding": [400, head("Transfer-Encoding: x\r\n")],
  "transfer-coding-unknown": [501, head("Transfer-Encoding: gzip, chunked\r\n")],
  "ambiguous-framing": [400, head("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")],
  "chunk-size": [400, chunked("x\r\n")],
  "chunk-extension": [400, chunked("1;;\r\n")],
  "chunk-extensions-too-large": [400, chunked(`1;${"x".repeat(16 * 1024 + 1)}`)],
  "chunk-end": [400, chunked("1\r\nxx")],
  "trailers-too-large": [431, chunked(`0\r\nX: ${"y".repeat(8 * 1024)}`)],
  "trailer-field": [400, chunked("0\r\nContent-Length: 1\r\n\r\n")],
  "expectation-failed": [417, head("Expect: tea\r\n")],
  "body-too-large": [413, head("Content-Length: 1001\r\n")],
  "body-incomplete": [
    400,
    { text: head("Content-Length: 1\r\n"), then: ({ connection }) => connection.receiveEnd() },
  ],
  "head-timeout": [408, { text: "GET /", then: ({ connection }) => connection.expire() }],
  "request-timeout": [
    408,
    { text: head("Content-Length: 1\r\n"), then: ({ connection }) => connection.expire() },
  ],
  "body-too-slow": [
    408,
    {
      text: head("Content-Length: 1000\r\n"),
      then: (peer) => {
        peer.nowMs += 6_000;
        peer.connection.tick(defaultTimeouts, 0);
      },
    },
  ],
  "handler-timeout": [503, { text: never, then: ({ connection }) => connection.expire() }],
  misdirected: [421, "GET https://h/ HTTP/1.1\r\nHost: h\r\n\r\n"],
};

const reading: Gateway = async (incoming) => {
  if (incoming.target === "/never") return new Promise(() => {});
  try {
    await incoming.readBody(1_000);
    return answer("accepted");
  } catch (error) {
    const { status, code } = error as BodyError;
    return answer(code, status);
  }
};

const cases = Object.entries(refusals).map(([code, [status, wrong]]) =>
  typeof wrong === "string"
    ? { code, status, text: wrong, then: () => {} }
    : { code, status, ...wrong },
);

test.each(cases)("$code is answered with $status, and ends the connection", async (wrong) => {
  const peer = new Peer({ gateway: reading }).send(wrong.text);
  wrong.then(peer);
  await turn();
  expect(peer.received).toMatch(new RegExp(`^HTTP/1\\.1 ${wrong.status} `));
  expect(peer.received.endsWith(`\r\n\r\n${wrong.code}`)).toBe(true);
  expect(peer.received).toContain("connection: close\r\n");
  expect(peer.calls.at(-1)).toBe("end");
});

test("an error says its code, its status and what is wanted", () => {
  expect(new ProtocolError("version")).toMatchObject({
    name: "ProtocolError",
    code: "version",
    status: 505,
    detail: "this server speaks HTTP/1.1 and HTTP/1.0",
    message: "version: this server speaks HTTP/1.1 and HTTP/1.0",
  });
});
