// Answers in pieces: framed for the client's version, as fast as it reads, never cut short unseen.
import { expect, test } from "vitest";
import type { BodyChunk, Gateway } from "../../src/gateway.ts";
import { type Deferred, Peer, answer, date, deferred, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const get = (version = "HTTP/1.1", method = "GET"): string =>
  `${method} / ${version}\r\nHost: h\r\nConnection: keep-alive\r\n\r\n`;

/** A stream whose pieces a test hands out, and which notes what is asked of it. */
class Source implements AsyncIterable<BodyChunk>, AsyncIterator<BodyChunk> {
  asked = 0;
  returned = 0;
  #next = deferred<IteratorResult<BodyChunk>>();

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<BodyChunk>> {
    this.asked++;
    return this.#next.promise;
  }

  return(): Promise<IteratorResult<BodyChunk>> {
    this.returned++;
    return Promise.resolve({ done: true, value: undefined });
  }

  give(value: BodyChunk): Promise<void> {
    return this.#settle(({ resolve }) => resolve({ done: false, value }));
  }

  finish(): Promise<void> {
    return this.#settle(({ resolve }) => resolve({ done: true, value: undefined }));
  }

  fail(error: unknown): Promise<void> {
    return this.#settle(({ reject }) => reject(error));
  }

  #settle(how: (next: Deferred<IteratorResult<BodyChunk>>) => void): Promise<void> {
    const asked = this.#next;
    this.#next = deferred();
    how(asked);
    return turn();
  }
}

async function open(text = get()): Promise<{ peer: Peer; source: Source }> {
  const source = new Source();
  const peer = new Peer({ gateway: () => answer(source) }).send(text);
  await turn();
  return { peer, source };
}

test("the head of a stream leaves before its first piece", async () => {
  const { peer } = await open();
  expect(peer.received).toBe(`HTTP/1.1 200 OK\r\n${date}transfer-encoding: chunked\r\n\r\n`);
});

test("each piece is a chunk and leaves at once; the end is the last chunk", async () => {
  const { peer, source } = await open();
  await source.give("hello");
  await source.give(Uint8Array.of(0, 255));
  await source.give("☃");
  await source.finish();
  expect(peer.writes.slice(1).join("")).toBe(
    "5\r\nhello\r\n2\r\n\u0000\u00ff\r\n3\r\n\u00e2\u0098\u0083\r\n0\r\n\r\n",
  );
  expect(peer.writes).toHaveLength(5);
  expect(peer.connection.phase).toBe("idle");
});

test.each([
  ["text", ""],
  ["bytes", new Uint8Array(0)],
])("an empty piece of %s does not end the stream", async (_, empty) => {
  const { peer, source } = await open();
  await source.give(empty);
  await source.give("more");
  await source.finish();
  expect(readAnswers(peer.received, ["GET"])[0]).toMatchObject({ body: "more", whole: true });
});

test("a stream to HTTP/1.0 ends with the connection", async () => {
  const { peer, source } = await open(get("HTTP/1.0"));
  await source.give("hello");
  expect(peer.calls).toEqual([]);
  await source.finish();
  expect(peer.received).toBe(`HTTP/1.1 200 OK\r\n${date}connection: close\r\n\r\nhello`);
  expect(peer.calls).toEqual(["end"]);
});

test.each([
  ["HEAD", get("HTTP/1.1", "HEAD"), 200],
  ["a 204", get(), 204],
  ["a 304", get(), 304],
])("%s does not read the stream, and tells it so", async (_, text, status) => {
  const source = new Source();
  const peer = new Peer({ gateway: () => answer(source, status) }).send(text);
  await turn();
  expect([source.asked, source.returned]).toEqual([0, 1]);
  expect(peer.received.endsWith("\r\n\r\n")).toBe(true);
  expect(peer.connection.phase).toBe("idle");
});

test("the next request waits for the end of the stream", async () => {
  const source = new Source();
  const gateway: Gateway = ({ target }) => answer(target === "/" ? source : "second");
  const peer = new Peer({ gateway }).send(get() + "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
  await turn();
  await source.give("first");
  expect(peer.requests).toHaveLength(1);
  await source.finish();
  const answers = readAnswers(peer.received, ["GET", "GET"]);
  expect(answers.map(({ body }) => body)).toEqual(["first", "second"]);
});

test("a stream is asked for a piece only when the peer has room for it", async () => {
  const { peer, source } = await open();
  peer.takesMore = false;
  await source.give("one");
  expect(source.asked).toBe(1);
  expect(peer.connection.blocked).toBe(true);
  peer.takesMore = true;
  peer.connection.drained();
  await turn();
  expect(source.asked).toBe(2);
});

test("a stream that fails cuts the connection, and is reported", async () => {
  const { peer, source } = await open();
  await source.give("half");
  const failure = new Error("the database left");
  await source.fail(failure);
  expect(readAnswers(peer.received, ["GET"])[0]).toMatchObject({ body: "half", whole: false });
  expect(peer.calls).toEqual(["destroy"]);
  expect(peer.errors).toEqual([failure]);
});

test("a piece that is neither text nor bytes cuts the connection", async () => {
  const { peer, source } = await open();
  await source.give(undefined as unknown as string);
  expect(peer.calls).toEqual(["destroy"]);
  expect(peer.errors).toEqual([expect.any(TypeError)]);
});

test.each([
  ["while the stream makes its next piece", true],
  ["while the peer does not read", false],
])("a client that leaves %s ends the stream", async (_, takesMore) => {
  const { peer, source } = await open();
  peer.takesMore = takesMore;
  await source.give("one");
  peer.leave();
  await turn();
  expect(source.returned).toBe(1);
  const { received } = peer;
  await source.give("two");
  expect(peer.received).toBe(received);
  expect([peer.errors, source.asked]).toEqual([[], takesMore ? 2 : 1]);
});

test("a stream that fails because its client left is nobody's news", async () => {
  const { peer, source } = await open();
  peer.leave();
  await source.fail(new Error("aborted"));
  expect(peer.errors).toEqual([]);
});

test.each<[string, (peer: Peer) => void]>([
  ["its client has said its last", (peer) => peer.connection.receiveEnd()],
  ["the server has given it up", (peer) => peer.connection.giveUp(new Error("shutting down"))],
])("a stream that fails after %s is cut, and nobody's news", async (_, abort) => {
  const { peer, source } = await open();
  abort(peer);
  await source.fail(new Error("aborted"));
  expect([peer.errors, peer.calls]).toEqual([[], ["destroy"]]);
});

test("a stream that fails while it is told to stop harms nobody", async () => {
  const source = new Source();
  source.return = () => Promise.reject(new Error("no"));
  const peer = new Peer({ gateway: () => answer(source) }).send(get());
  await turn();
  peer.leave();
  await turn();
  expect(peer.errors).toEqual([]);
});

test("a client that only ends its own side gets the whole stream", async () => {
  const { peer, source } = await open();
  await source.give("one ");
  peer.connection.receiveEnd();
  expect(source.returned).toBe(0);
  await source.give("two");
  await source.finish();
  expect(readAnswers(peer.received, ["GET"])[0]).toMatchObject({ body: "one two", whole: true });
  expect(peer.calls).toEqual(["end"]);
});

test("a stream that the server will not wait for is not made to look whole", async () => {
  const { peer, source } = await open();
  await source.give("half");
  const { signal } = peer.requests[0]!;
  const reason = new Error("shutting down");
  peer.connection.giveUp(reason);
  await turn();
  expect(signal.reason).toBe(reason);
  expect(readAnswers(peer.received, ["GET"])[0]).toMatchObject({ body: "half", whole: false });
});

test("a connection that retires during a stream ends after it", async () => {
  const { peer, source } = await open();
  const { signal } = peer.requests[0]!;
  peer.connection.retire();
  expect(signal.aborted).toBe(false);
  await source.finish();
  expect(readAnswers(peer.received, ["GET"])[0]?.whole).toBe(true);
  expect(peer.calls).toEqual(["end"]);
  // Its source may still wait for something.
  expect(signal.reason).toEqual(new Error("the server is closing"));
});

test("a stream that cannot be opened is answered with 500", async () => {
  const locked = {
    [Symbol.asyncIterator](): AsyncIterator<string> {
      throw new TypeError("locked");
    },
  };
  const gateways: Gateway[] = [() => answer(locked), async () => answer(locked)];
  for (const gateway of gateways) {
    const peer = new Peer({ gateway }).send(get());
    await turn();
    expect(readAnswers(peer.received, ["GET"]).map(({ status }) => status)).toEqual([500]);
    expect(peer.errors).toEqual([expect.any(TypeError)]);
    expect(peer.calls).toEqual(["end"]);
  }
});

test("the body of a request arrives while the peer does not read the answer to it", async () => {
  const gateway: Gateway = (incoming) => {
    const body = incoming.readBody(10);
    async function* pieces(): AsyncGenerator<BodyChunk> {
      yield "first ";
      yield await body;
    }
    return answer(pieces());
  };
  const peer = new Peer({ gateway });
  peer.takesMore = false;
  peer.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nse");
  await turn();
  expect(peer.connection.blocked).toBe(true);
  peer.send("cond");
  peer.connection.receiveEnd();
  peer.takesMore = true;
  peer.connection.drained();
  await turn();
  const [only] = readAnswers(peer.received, ["POST"]);
  expect(only).toMatchObject({ body: "first second", whole: true });
  expect(peer.errors).toEqual([]);
});
