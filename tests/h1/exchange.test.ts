import { expect, test } from "vitest";
import { Exchange, type ExchangeSource } from "../../src/h1/exchange.ts";
import { defaultLimits } from "../../src/h1/limits.ts";
import { HeadParser } from "../../src/h1/head-parser.ts";
import { Peer, bytesOf } from "./peer.ts";

const notAskedFor = (): never => {
  throw new Error("not asked for");
};
const noSource: ExchangeSource = {
  closing: new AbortController().signal,
  readBody: notAskedFor,
  streamBody: notAskedFor,
};

function exchangeFor(text: string, source: ExchangeSource = noSource): Exchange {
  return new Exchange(new HeadParser(defaultLimits).parse(bytesOf(text), 0)!, new Peer(), source);
}

const get = "GET /a?b HTTP/1.1\r\nHost: h\r\nX: y\r\n\r\n";

test("a request shows what its head and its transport say", () => {
  const exchange = exchangeFor(get);
  expect(exchange).toMatchObject({
    method: "GET",
    target: "/a?b",
    authority: "h",
    scheme: "http",
    remoteAddress: "192.0.2.1",
    hasBody: false,
    upgrade: null,
  });
  expect(exchange.headers.get("x")).toBe("y");
});

test.each(["Content-Length: 0", "Content-Length: 3", "Transfer-Encoding: chunked"])(
  "a request with %s has a body",
  (line) => {
    expect(exchangeFor(`POST / HTTP/1.1\r\nHost: h\r\n${line}\r\n\r\n`).hasBody).toBe(true);
  },
);

test("the body is read through the connection, up to what is asked for", () => {
  const asked: unknown[] = [];
  async function* pieces(): AsyncGenerator<Uint8Array> {}
  const stream = pieces();
  const exchange = exchangeFor(get, {
    ...noSource,
    readBody: (...question) => {
      asked.push(...question);
      return Uint8Array.of(7);
    },
    streamBody: (...question) => {
      asked.push(...question);
      return stream;
    },
  });
  expect(exchange.readBody(5)).toEqual(Uint8Array.of(7));
  expect(exchange.streamBody(6)).toBe(stream);
  expect(asked).toEqual([exchange, 5, exchange, 6]);
});

test("the signal is one and the same, and carries the first reason", () => {
  const exchange = exchangeFor(get);
  const { signal } = exchange;
  expect(exchange.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  exchange.abort(new Error("first"));
  exchange.abort(new Error("second"));
  expect(signal.reason).toEqual(new Error("first"));
});

test("a signal that is asked for late is aborted already", () => {
  const exchange = exchangeFor(get);
  exchange.abort(new Error("gone"));
  exchange.abort(new Error("given up"));
  expect(exchange.signal.reason).toEqual(new Error("gone"));
});
