// However the bytes of a request are cut into reads, and whatever follows them, it is answered the same.
import { describe, expect, test } from "vitest";
import { BodyError, type Gateway, type Outgoing } from "../../src/gateway.ts";
import { Peer, answer, textOf, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const maxBodyBytes = 16;

const read = async (bytes: Uint8Array | Promise<Uint8Array>): Promise<string> =>
  textOf(await bytes);

/** Says what it was asked, with the body. `/unread` leaves the body alone, `/stream` answers in pieces. */
const echo: Gateway = async (incoming): Promise<Outgoing> => {
  const { method, target, authority } = incoming;
  if (target === "/unread") return answer("not found", 404);
  if (target === "/stream") return answer(pieces());
  try {
    const body = incoming.hasBody ? await read(incoming.readBody(maxBodyBytes)) : "-";
    return answer(`${method} ${target} ${authority} ${body}`);
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    return answer(error.code, error.status);
  }
};

async function* pieces(): AsyncGenerator<string> {
  yield "one ";
  yield "two";
}

const methodsIn = (text: string): string[] =>
  [...text.matchAll(/([A-Z]+) \S+ HTTP\/1/g)].map(([, method]) => method!);

const next = "GET /next HTTP/1.1\r\nHost: n\r\n\r\n";
const nextAnswer = [200, "GET /next n -"] as const;

/** What comes back, status and body of each, and whether the server ended the connection. */
async function exchange(
  pieces: readonly string[],
  methods: readonly string[],
): Promise<{ answers: unknown[]; closed: boolean }> {
  const peer = new Peer({
    gateway: echo,
    limits: { maxHeadBytes: 200, maxHeaderCount: 5, maxTargetBytes: 60, maxChunkExtensionBytes: 8 },
  });
  for (const piece of pieces) peer.send(piece);
  // More than any case needs: bodies are read, answered and streamed, one request after the other.
  for (let turns = 0; turns < 6; turns++) await turn();
  expect(peer.errors).toEqual([]);
  const answers = readAnswers(peer.received, methods);
  expect(answers.every(({ whole }) => whole)).toBe(true);
  return {
    answers: answers.map(({ status, body }) => [status, body]),
    closed: peer.connection.phase === "lingering",
  };
}

type Case = readonly [
  name: string,
  text: string,
  answers: readonly (readonly [status: number, body: string])[],
];

const staysOpen: readonly Case[] = [
  ["a request without a body", "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", [[200, "GET /a h -"]]],
  [
    "empty lines before a request",
    "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
    [[200, "GET / h -"]],
  ],
  ["HEAD, whose answer has no body", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n", [[200, ""]]],
  ["an absolute target", "GET http://x/y HTTP/1.1\r\nHost: h\r\n\r\n", [[200, "GET /y x -"]]],
  [
    "HTTP/1.0 that asks to persist",
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    [[200, "GET /  -"]],
  ],
  [
    "a body of a given length",
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
    [[200, "POST / h hello"]],
  ],
  [
    "a body of length 0",
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
    [[200, "POST / h "]],
  ],
  [
    "a body that looks like a request",
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 14\r\n\r\nGET /x HTTP/1.",
    [[200, "POST / h GET /x HTTP/1."]],
  ],
  [
    "a body in chunks",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
    [[200, "POST / h hello"]],
  ],
  [
    "chunks with extensions and trailers",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n0\r\nX: y\r\n\r\n",
    [[200, "POST / h hi"]],
  ],
  [
    "an empty body in chunks",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    [[200, "POST / h "]],
  ],
  [
    "a body at the limit",
    `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 16\r\n\r\n${"b".repeat(16)}`,
    [[200, `POST / h ${"b".repeat(16)}`]],
  ],
  [
    "chunks at the limit",
    `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n${"b".repeat(16)}\r\n0\r\n\r\n`,
    [[200, `POST / h ${"b".repeat(16)}`]],
  ],
  [
    "a body that nobody reads",
    "POST /unread HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
    [[404, "not found"]],
  ],
  [
    "chunks that nobody reads",
    "POST /unread HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    [[404, "not found"]],
  ],
  ["an answer in pieces", "GET /stream HTTP/1.1\r\nHost: h\r\n\r\n", [[200, "one two"]]],
  ["HEAD of an answer in pieces", "HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n", [[200, ""]]],
  ["a version that is compatible", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", [[200, "GET / h -"]]],
  [
    "three requests at once",
    "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nxGET /stream HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\n\r\n",
    [
      [200, "POST /1 h x"],
      [200, "one two"],
      [200, "GET /3 h -"],
    ],
  ],
];

const closes: readonly Case[] = [
  [
    "a request that asks to close",
    "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    [[200, "GET / h -"]],
  ],
  ["HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", [[200, "GET /  -"]]],
  [
    "an answer in pieces to HTTP/1.0",
    "GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    [[200, "one two"]],
  ],
  ["a request line out of order", "/ GET HTTP/1.1\r\nHost: h\r\n\r\n", [[400, "method"]]],
  ["a version of another protocol", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", [[505, "version"]]],
  ["no Host", "GET / HTTP/1.1\r\nX: y\r\n\r\n", [[400, "host-missing"]]],
  ["two Hosts", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", [[400, "host-repeated"]]],
  ["a bare LF", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n", [[400, "bare-lf"]]],
  ["a bare CR", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", [[400, "bare-cr"]]],
  ["NUL in a value", "GET / HTTP/1.1\r\nHost: h\r\nX: \0\r\n\r\n", [[400, "field-value"]]],
  ["a folded line", "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", [[400, "folded-line"]]],
  [
    "both framings",
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    [[400, "ambiguous-framing"]],
  ],
  [
    "a wrong length",
    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1x\r\n\r\nx",
    [[400, "content-length"]],
  ],
  [
    "an unknown coding",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    [[501, "transfer-coding-unknown"]],
  ],
  [
    "a wrong chunk size",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nhi\r\n0\r\n\r\n",
    [[400, "chunk-size"]],
  ],
  [
    "a chunk that is longer than it says",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi!\r\n0\r\n\r\n",
    [[400, "chunk-end"]],
  ],
  [
    "a body over the limit",
    `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 17\r\n\r\n${"b".repeat(17)}`,
    [[413, "body-too-large"]],
  ],
  [
    "chunks over the limit",
    `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n${"b".repeat(17)}\r\n0\r\n\r\n`,
    [[413, "body-too-large"]],
  ],
  [
    "chunk extensions over the limit",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;abcdefgh\r\nhi\r\n0\r\n\r\n",
    [[400, "chunk-extensions-too-large"]],
  ],
  [
    "a head over the limit",
    `GET / HTTP/1.1\r\nHost: h\r\nX: ${"x".repeat(200)}\r\n\r\n`,
    [[431, "head-too-large"]],
  ],
  [
    "too many lines",
    `GET / HTTP/1.1\r\nHost: h\r\n${"X: y\r\n".repeat(5)}\r\n`,
    [[431, "too-many-headers"]],
  ],
  [
    "a target over the limit",
    `GET /${"x".repeat(60)} HTTP/1.1\r\nHost: h\r\n\r\n`,
    [[414, "target-too-long"]],
  ],
  [
    "an expectation that is not met",
    "POST / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\nContent-Length: 1\r\n\r\nx",
    [[417, "expectation-failed"]],
  ],
  ["CONNECT", "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", [[501, "connect-refused"]]],
];

describe.each(staysOpen)("%s", (_, text, answers) => {
  const methods = methodsIn(text);

  test("is answered when it comes whole", async () => {
    expect(await exchange([text], methods)).toEqual({ answers, closed: false });
  });

  test("is answered the same when it comes byte by byte", async () => {
    expect(await exchange([...text], methods)).toEqual({ answers, closed: false });
  });

  test("is answered the same with the first bytes of another behind it", async () => {
    expect(await exchange([text + next.slice(0, 6)], methods)).toEqual({ answers, closed: false });
  });

  test("leaves the connection in step for the next request", async () => {
    const both = { answers: [...answers, nextAnswer], closed: false };
    expect(await exchange([text + next], [...methods, "GET"])).toEqual(both);
    expect(await exchange([...(text + next)], [...methods, "GET"])).toEqual(both);
  });
});

describe.each(closes)("%s", (_, text, answers) => {
  test("is answered when it comes whole, and the connection ends", async () => {
    expect(await exchange([text], ["GET"])).toEqual({ answers, closed: true });
  });

  test("is answered the same when it comes byte by byte", async () => {
    expect(await exchange([...text], ["GET"])).toEqual({ answers, closed: true });
  });

  test("leaves whatever follows it unanswered", async () => {
    expect(await exchange([text + next], ["GET"])).toEqual({ answers, closed: true });
    expect(await exchange([text, next], ["GET"])).toEqual({ answers, closed: true });
    expect(await exchange([...(text + next)], ["GET"])).toEqual({ answers, closed: true });
  });
});

// To read what is there again for every byte would take a minute.
test.each([
  ["target", `GET /${"x".repeat(300_000)} HTTP/1.1\r\nHost: h\r\n\r\n`],
  ["header", `GET / HTTP/1.1\r\nHost: h\r\nX: ${"y".repeat(300_000)}\r\n\r\n`],
  ["header name", `GET / HTTP/1.1\r\nHost: h\r\n${"y".repeat(300_000)}: x\r\n\r\n`],
  ["head of short lines", `GET / HTTP/1.1\r\nHost: h\r\n${"a: b\r\n".repeat(50_000)}\r\n`],
])("a long %s that comes byte by byte costs no more than its bytes", (_, text) => {
  const limits = { maxHeadBytes: 1e6, maxTargetBytes: 1e6, maxHeaderCount: 1e6 };
  const peer = new Peer({ limits });
  for (const byte of text) peer.send(byte);
  expect(peer.requests).toHaveLength(1);
});

test("empty lines, halved or not, begin no request", () => {
  const peer = new Peer().send("\r", "\n", "\r\n\r", "\n");
  expect([peer.connection.phase, peer.received]).toEqual(["idle", ""]);
  peer.send("\r", next);
  expect(peer.received).toContain("HTTP/1.1 400 ");
});
