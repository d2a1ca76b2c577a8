import { expect, test } from "vitest";
import type { BodyChunk, Outgoing } from "../../src/gateway.ts";
import { defaultLimits } from "../../src/h1/limits.ts";
import { Output } from "../../src/h1/output.ts";
import { HeadParser } from "../../src/h1/head-parser.ts";
import type { RequestHead } from "../../src/h1/request-head.ts";
import {
  StreamedResponse,
  connectionClose,
  connectionLine,
  discard,
  hasStreamedBody,
  writeWhole,
} from "../../src/h1/response-writer.ts";
import { Peer, answer, bytesOf, date, turn } from "./peer.ts";

type Streamed = Outgoing & { readonly body: AsyncIterable<BodyChunk> };

const requestHead = (line: string): RequestHead =>
  new HeadParser(defaultLimits).parse(bytesOf(`${line}\r\nHost: h\r\n\r\n`), 0)!;

async function* twoPieces(): AsyncGenerator<string> {
  yield "one";
  yield "two";
}

test.each([
  [true, 1, ""],
  [true, 0, "connection: keep-alive\r\n"],
  [false, 1, "connection: close\r\n"],
  [false, 0, "connection: close\r\n"],
])("kept alive %s in HTTP/1.%i is said by %j", (keepAlive, minorVersion, line) => {
  expect(connectionLine(keepAlive, minorVersion)).toBe(line);
});

test.each<[string, Outgoing, boolean, string]>([
  ["text", answer("hi"), false, `HTTP/1.1 200 OK\r\n${date}content-length: 2\r\n\r\nhi`],
  [
    "bytes",
    answer(Uint8Array.of(1)),
    false,
    `HTTP/1.1 200 OK\r\n${date}content-length: 1\r\n\r\n\u0001`,
  ],
  ["nothing", answer(null), false, `HTTP/1.1 200 OK\r\n${date}content-length: 0\r\n\r\n`],
  [
    "text, asked by HEAD",
    answer("hi"),
    true,
    `HTTP/1.1 200 OK\r\n${date}content-length: 2\r\n\r\n`,
  ],
  [
    "nothing, but a length, asked by HEAD",
    { ...answer(null), contentLength: 26 },
    true,
    `HTTP/1.1 200 OK\r\n${date}content-length: 26\r\n\r\n`,
  ],
  [
    "nothing, with a length that is not its own,",
    { ...answer(null), contentLength: 26 },
    false,
    `HTTP/1.1 200 OK\r\n${date}content-length: 0\r\n\r\n`,
  ],
  ["text of a 204", answer("hi", 204), false, `HTTP/1.1 204 No Content\r\n${date}\r\n`],
  ["text of a 304", answer("hi", 304), false, `HTTP/1.1 304 Not Modified\r\n${date}\r\n`],
])("%s is written whole", (_, outgoing, isHead, text) => {
  const peer = new Peer();
  const output = new Output(peer, peer);
  writeWhole(output, peer, outgoing, "", isHead);
  output.flush();
  expect(peer.received).toBe(text);
});

test.each([
  [
    "GET / HTTP/1.1",
    200,
    `${date}transfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n`,
    true,
  ],
  ["GET / HTTP/1.0", 200, `${date}${connectionClose}\r\nonetwo`, false],
  ["HEAD / HTTP/1.1", 200, `${date}transfer-encoding: chunked\r\n\r\n`, true],
  ["HEAD / HTTP/1.0", 200, `${date}\r\n`, true],
  ["GET / HTTP/1.1", 304, `${date}\r\n`, true],
])("a stream that answers %s with %i", async (line, status, rest, selfDelimited) => {
  const peer = new Peer();
  const output = new Output(peer, peer);
  const outgoing = answer(twoPieces(), status) as Streamed;
  const response = new StreamedResponse(output, peer, requestHead(line), outgoing, "");
  expect(response.selfDelimited).toBe(selfDelimited);
  expect(await response.write(() => true)).toBe(true);
  output.flush();
  expect(peer.received.slice(peer.received.indexOf("\r\n") + 2)).toBe(rest);
});

test.each([
  ["GET / HTTP/1.1", 200, `${date}content-length: 6\r\n\r\nonetwo`],
  ["GET / HTTP/1.0", 200, `${date}content-length: 6\r\n\r\nonetwo`],
  ["HEAD / HTTP/1.1", 200, `${date}content-length: 6\r\n\r\n`],
  ["GET / HTTP/1.1", 304, `${date}\r\n`],
])("a stream of known length that answers %s with %i", async (line, status, rest) => {
  const peer = new Peer();
  const output = new Output(peer, peer);
  const outgoing = { ...answer(twoPieces(), status), contentLength: 6 } as Streamed;
  const response = new StreamedResponse(output, peer, requestHead(line), outgoing, "");
  expect(response.selfDelimited).toBe(true);
  expect(await response.write(() => true)).toBe(true);
  output.flush();
  expect(peer.received.slice(peer.received.indexOf("\r\n") + 2)).toBe(rest);
});

test.each([
  [7, "onetwo", "ended 1 bytes before"],
  [5, "one", "gave 1 bytes more than"],
  [0, "", "gave 3 bytes more than"],
])("a stream of six bytes that promised %i fails", async (contentLength, sent, message) => {
  const peer = new Peer();
  const output = new Output(peer, peer);
  const outgoing = { ...answer(twoPieces()), contentLength } as Streamed;
  const head = requestHead("GET / HTTP/1.1");
  const response = new StreamedResponse(output, peer, head, outgoing, "");
  await expect(response.write(() => true)).rejects.toThrow(message);
  output.flush();
  expect(peer.received.split("\r\n\r\n")[1]).toBe(sent);
});

test("a stream whose exchange is over is not written on, nor ended", async () => {
  const peer = new Peer();
  const outgoing = answer(twoPieces()) as Streamed;
  const response = new StreamedResponse(
    new Output(peer, peer),
    peer,
    requestHead("GET / HTTP/1.1"),
    outgoing,
    "",
  );
  let asked = 0;
  expect(await response.write(() => ++asked < 2)).toBe(false);
  expect(peer.received.endsWith("\r\n\r\n3\r\none\r\n")).toBe(true);
});

test.each<[string, Outgoing["body"], boolean]>([
  ["text", "text", false],
  ["bytes", new Uint8Array(1), false],
  ["nothing", null, false],
  ["an iterable", twoPieces(), true],
])("%s comes in pieces: %3$s", (_, body, streamed) => {
  expect(hasStreamedBody(answer(body))).toBe(streamed);
});

test("a stream that comes too late is told so, and a whole body needs no telling", async () => {
  let returned = 0;
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.reject(new Error("read")),
      return: async () => ({ done: true as const, value: void returned++ }),
    }),
  };
  discard(answer(source));
  discard(answer("text"));
  discard(answer(null));
  await turn();
  expect(returned).toBe(1);
});
