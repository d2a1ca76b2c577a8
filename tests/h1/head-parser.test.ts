// Heads: what is accepted and as what, what is refused and why, wherever the bytes are cut.
import { describe, expect, test } from "vitest";
import { defaultLimits, type Limits } from "../../src/h1/limits.ts";
import { HeadParser } from "../../src/h1/head-parser.ts";
import type { ProtocolError } from "../../src/h1/protocol-error.ts";
import type { RequestHead } from "../../src/h1/request-head.ts";
import { bytesOf } from "./peer.ts";

/** Reads a head as it grows by a byte at a time, after bytes that belong to something else. */
function grow(text: string, limits: Limits = defaultLimits): RequestHead | null {
  const before = "body of another";
  const bytes = bytesOf(before + text);
  const parser = new HeadParser(limits);
  for (let end = before.length; end <= bytes.length; end++) {
    const head = parser.parse(bytes.subarray(0, end), before.length);
    if (head !== null) return head;
  }
  return null;
}

const whole = (text: string, limits: Limits = defaultLimits): RequestHead | null =>
  new HeadParser(limits).parse(bytesOf(text), 0);

/** The code that a head is refused with: when it comes whole, byte by byte, and with more behind it. */
function refusals(text: string, limits: Limits = defaultLimits): string[] {
  const more = `${text}GET / HTTP/1.1\r\n`;
  return [() => whole(text, limits), () => grow(text, limits), () => whole(more, limits)].map(
    (read) => {
      try {
        return `accepted: ${read()?.method}`;
      } catch (error) {
        return (error as ProtocolError).code;
      }
    },
  );
}

const everyWay = (code: string): string[] => [code, code, code];

describe("request lines that are accepted", () => {
  test.each<[string, Partial<RequestHead>]>([
    ["GET / HTTP/1.1", { method: "GET", target: "/", minorVersion: 1 }],
    ["GEX / HTTP/1.1", { method: "GEX", target: "/" }],
    ["get / HTTP/1.1", { method: "get", target: "/" }],
    ["M-SEARCH /a HTTP/1.1", { method: "M-SEARCH", target: "/a" }],
    ["!#$%&'*+-.^_`|~0Az / HTTP/1.1", { method: "!#$%&'*+-.^_`|~0Az" }],
    [`${"M".repeat(32)} / HTTP/1.1`, { method: "M".repeat(32) }],
    ["GET /a?b=c&d=/?e HTTP/1.1", { target: "/a?b=c&d=/?e" }],
    ["GET //a HTTP/1.1", { target: "//a", authority: "h" }],
    ['GET /"<>\\^`{|} HTTP/1.1', { target: '/"<>\\^`{|}' }],
    ["GET /%00%zz HTTP/1.1", { target: "/%00%zz" }],
    ["GET http://x:81/y?z HTTP/1.1", { target: "/y?z", authority: "x:81" }],
    ["OPTIONS * HTTP/1.1", { target: "*", authority: "h" }],
    ["GET / HTTP/1.0", { minorVersion: 0, keepAlive: false }],
    ["GET / HTTP/1.9", { minorVersion: 1, keepAlive: true }],
  ])("%s", (line, parts) => {
    const text = `${line}\r\nHost: h\r\n\r\n`;
    expect(whole(text)).toMatchObject(parts);
    expect(grow(text)).toMatchObject(parts);
    expect(whole(`${text}GET /next`)?.end).toBe(text.length);
  });
});

describe("request lines that are refused", () => {
  test.each([
    [" / HTTP/1.1", "method"],
    ["G(T / HTTP/1.1", "request-line"],
    ["G\u00c9T / HTTP/1.1", "request-line"],
    ["\u0016\u0003\u0001 / HTTP/1.1", "method"],
    ["\rGET / HTTP/1.1", "method"],
    [`${"M".repeat(33)} / HTTP/1.1`, "method"],
    ["GET\t/ HTTP/1.1", "request-line"],
    ["GET", "request-line"],
    ["GET  / HTTP/1.1", "request-line"],
    ["GET /", "target"],
    ["GET / ", "request-line"],
    ["GET /\tHTTP/1.1", "target"],
    ["GET /a#b HTTP/1.1", "target"],
    ["GET /\u00e9 HTTP/1.1", "target"],
    ["GET /\u0000 HTTP/1.1", "target"],
    ["GET /\u007f HTTP/1.1", "target"],
    ["GET /\n", "bare-lf"],
    ["GET /  HTTP/1.1", "request-line"],
    ["GET / HTTP/1.1 ", "request-line"],
    ["GET / http/1.1", "request-line"],
    ["GET / HTTP/11", "request-line"],
    ["GET / HTTP/1,1", "request-line"],
    ["GET / HTTP/x.1", "request-line"],
    ["GET / HTTP/1.x", "request-line"],
    ["GET / HTTP/1.10", "request-line"],
    ["GET / HTTP/1.1\n", "bare-lf"],
    ["GET / HTTP/2.0", "version"],
    ["GET / HTTP/0.9", "version"],
    ["PRI * HTTP/2.0", "version"],
    ["GET * HTTP/1.1", "target"],
    ["GET a HTTP/1.1", "target"],
    ["GET ftp://x/ HTTP/1.1", "target"],
    ["CONNECT h:443 HTTP/1.1", "connect-refused"],
    ["CONNECT / HTTP/1.1", "connect-refused"],
  ])("%j is refused as %s", (line, code) => {
    expect(refusals(`${line}\r\nHost: h\r\n\r\n`)).toEqual(everyWay(code));
  });
});

describe("header lines that are accepted", () => {
  test.each<[string, string, string]>([
    ["X: y", "x", "y"],
    ["X:y", "x", "y"],
    ["X: \t y \t ", "x", "y"],
    ["X:", "x", ""],
    ["X: \t ", "x", ""],
    ["X: a:b", "x", "a:b"],
    ["X: a\tb  c", "x", "a\tb  c"],
    ["X: caf\u00e9\u00a0", "x", "caf\u00e9\u00a0"],
    ["!#$%&'*+-.^_`|~0Az: 1", "!#$%&'*+-.^_`|~0az", "1"],
    ["Hosts: a, b", "hosts", "a, b"],
  ])("%j", (line, name, value) => {
    const text = `GET / HTTP/1.1\r\nHost: h\r\n${line}\r\n\r\n`;
    const fields = [
      ["host", "h"],
      [name, value],
    ];
    expect([...(whole(text)?.headers ?? [])]).toEqual(fields);
    expect([...(grow(text)?.headers ?? [])]).toEqual(fields);
  });
});

describe("header lines that are refused", () => {
  test.each([
    ["X : y", "field-name"],
    ["X\t: y", "field-name"],
    ["X", "field-name"],
    [": y", "field-name"],
    ["X(: y", "field-name"],
    ["X\u0000: y", "field-name"],
    ["\u00e9: y", "field-name"],
    [" X: y", "folded-line"],
    ["\tX: y", "folded-line"],
    ["X\n: y", "bare-lf"],
    ["X: y\n", "bare-lf"],
    ["\n", "bare-lf"],
    ["X: y\rZ: 1", "bare-cr"],
    ["\rX: y", "bare-cr"],
    ["X: \u0000", "field-value"],
    ["X: \u0001", "field-value"],
    ["X: \u000b", "field-value"],
    ["X: \u001b[31m", "field-value"],
    ["X: \u007f", "field-value"],
  ])("%j is refused as %s", (line, code) => {
    expect(refusals(`GET / HTTP/1.1\r\nHost: h\r\n${line}\r\n\r\n`)).toEqual(everyWay(code));
  });
});

describe("what the header says about the message", () => {
  test.each<[string, Partial<RequestHead>]>([
    ["Host: h", { authority: "h", framing: { kind: "none" }, expectsContinue: false }],
    ["host:h:8080", { authority: "h:8080" }],
    ["HOST: [::1]:80", { authority: "[::1]:80" }],
    ["Host:", { authority: "" }],
    ["Host: h\r\nContent-Length: 3", { framing: { kind: "length", bytes: 3 } }],
    ["Host: h\r\ncontent-LENGTH:0", { framing: { kind: "length", bytes: 0 } }],
    ["Host: h\r\nTransfer-Encoding: chunked", { framing: { kind: "chunked" } }],
    ["Host: h\r\nExpect: 100-Continue\r\nContent-Length: 3", { expectsContinue: true }],
    ["Host: h\r\nExpect: 100-continue", { expectsContinue: false }],
    [
      "Host: h\r\nExpect: 100-continue\r\nExpect: 100-continue\t,100-CONTINUE\r\nContent-Length: 3",
      { expectsContinue: true },
    ],
    ["Host: h\r\nConnection: close", { keepAlive: false }],
    ["Host: h\r\nConnection: a ,\tClose", { keepAlive: false }],
    ["Host: h\r\nConnection: a\r\nConnection: close", { keepAlive: false }],
    ["Host: h\r\nConnection: closed, not-close", { keepAlive: true }],
    ["Host: h\r\nConnection:", { keepAlive: true }],
    ["Host: h\r\nX-Connection: close", { keepAlive: true }],
  ])("%j", (lines, parts) => {
    const text = `POST / HTTP/1.1\r\n${lines}\r\n\r\n`;
    expect(whole(text)).toMatchObject(parts);
    expect(grow(text)).toMatchObject(parts);
  });
});

describe("what HTTP/1.0 says about the message", () => {
  test.each<[string, Partial<RequestHead>]>([
    ["X: y", { authority: "", keepAlive: false }],
    ["Host: h", { authority: "h", keepAlive: false }],
    ["Connection: keep-alive", { keepAlive: true }],
    ["Connection: Keep-Alive, close", { keepAlive: false }],
    ["Expect: 100-continue\r\nContent-Length: 1", { expectsContinue: false }],
    ["Expect: tea", { expectsContinue: false }],
  ])("%j", (lines, parts) => {
    expect(whole(`POST / HTTP/1.0\r\n${lines}\r\n\r\n`)).toMatchObject(parts);
  });
});

describe("headers that contradict or mislead are refused", () => {
  test.each([
    ["X: y", "host-missing"],
    ["Host: a\r\nHost: a", "host-repeated"],
    ["Host: a\r\nhost:", "host-repeated"],
    ["Host: a, b", "host-invalid"],
    ["Host: a/b", "host-invalid"],
    ["Host: user@a", "host-invalid"],
    ["Host: h\r\nContent-Length: 5\r\nContent-Length: 5", "content-length"],
    ["Host: h\r\nContent-Length: 5, 5", "content-length"],
    ["Host: h\r\nContent-Length: -1", "content-length"],
    ["Host: h\r\nContent-Length: 9007199254740992", "body-too-large"],
    ["Host: h\r\nContent-Length: 0\r\nTransfer-Encoding: chunked", "ambiguous-framing"],
    ["Host: h\r\nTransfer-Encoding: x\r\nContent-Length: 5", "ambiguous-framing"],
    ["Host: h\r\nTransfer-Encoding: identity", "transfer-encoding"],
    ["Host: h\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "transfer-coding-unknown"],
    ["Host: h\r\nExpect: tea\r\nContent-Length: 1", "expectation-failed"],
    ["Host: h\r\nExpect: 100-continue\r\nExpect: x", "expectation-failed"],
    ["Host: h\r\nExpect: 100-continue, x", "expectation-failed"],
    ["Host: h\r\nExpect: 100-continue;x", "expectation-failed"],
    ["Host: h\r\nExpect:", "expectation-failed"],
  ])("%j is refused as %s", (lines, code) => {
    expect(refusals(`POST / HTTP/1.1\r\n${lines}\r\n\r\n`)).toEqual(everyWay(code));
  });

  test("the target's own host replaces a Host, but not one that is none", () => {
    expect(refusals("GET http://x/ HTTP/1.1\r\nHost: a b\r\n\r\n")).toEqual(
      everyWay("host-invalid"),
    );
    expect(refusals("GET http://x/ HTTP/1.1\r\n\r\n")).toEqual(everyWay("host-missing"));
  });
});

describe("limits", () => {
  const limits: Limits = {
    ...defaultLimits,
    maxHeadBytes: 100,
    maxHeaderCount: 3,
    maxTargetBytes: 20,
  };

  test("a head as large as the limit is accepted, one byte more is not", () => {
    const head = (bytes: number): string => {
      const text = (filler: string): string => `GET / HTTP/1.1\r\nHost: h\r\nX: ${filler}\r\n\r\n`;
      return text("x".repeat(bytes - text("").length));
    };
    expect(whole(head(100), limits)?.end).toBe(100);
    expect(grow(head(100), limits)?.end).toBe(115);
    expect(whole(`${head(100)}more`, limits)?.end).toBe(100);
    expect(refusals(head(101), limits)).toEqual(everyWay("head-too-large"));
    expect(refusals(head(102), limits)).toEqual(everyWay("head-too-large"));
  });

  test.each([
    ["in a name", "x".repeat(80)],
    ["in a value", `x: ${"y".repeat(80)}`],
    ["between lines", `x: ${"y".repeat(100 - 25 - 5)}\r\n`],
  ])("a head that is full %s is refused without waiting for its end", (_, lines) => {
    expect(() => whole(`GET / HTTP/1.1\r\nHost: h\r\n${lines}`, limits)).toThrow("head-too-large");
  });

  test("as many header lines as the limit are accepted, one more is not", () => {
    const head = (count: number): string =>
      `GET / HTTP/1.1\r\nHost: h\r\n${"X: y\r\n".repeat(count - 1)}\r\n`;
    expect(whole(head(3), limits)?.headers.size).toBe(3);
    expect(refusals(head(4), limits)).toEqual(everyWay("too-many-headers"));
  });

  test("a target as long as the limit is accepted, one byte more is not", () => {
    const head = (bytes: number): string =>
      `GET /${"x".repeat(bytes - 1)} HTTP/1.1\r\nHost: h\r\n\r\n`;
    expect(whole(head(20), limits)?.target).toHaveLength(20);
    expect(refusals(head(21), limits)).toEqual(everyWay("target-too-long"));
  });

  test("a request line that alone is over the limit of the head is a target that is too long", () => {
    const line = "GET /1234567890 HTTP/1.1\r\n";
    const tight = (maxHeadBytes: number): Limits => ({ ...limits, maxHeadBytes });
    expect(refusals(`${line}Host: h\r\n\r\n`, tight(line.length))).toEqual(
      everyWay("head-too-large"),
    );
    expect(refusals(`${line}Host: h\r\n\r\n`, tight(line.length - 1))).toEqual(
      everyWay("target-too-long"),
    );
  });
});
