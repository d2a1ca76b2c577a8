// Bodies read while they arrive: in order, counted, no faster than their reader.
import { expect, test } from "vitest";
import type { Gateway } from "../../src/gateway.ts";
import { Peer, answer, deferred, textOf, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const post = (fields: string, body = ""): string =>
  `POST / HTTP/1.1\r\nHost: h\r\n${fields}\r\n${body}`;
const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

/** Answers with the pieces of the body, or with why they ended. */
const pieces =
  (maxBytes = 1_000_000): Gateway =>
  async (incoming) => {
    if (!incoming.hasBody) return answer("none");
    const seen: string[] = [];
    try {
      for await (const slice of incoming.streamBody(maxBytes)) seen.push(textOf(slice));
    } catch (error) {
      const { code, status } = error as { code: string; status: number };
      return answer(`${seen.join("|")}!${code}`, status);
    }
    return answer(seen.join("|"));
  };

const summary = (peer: Peer): unknown[] =>
  readAnswers(peer.received, ["POST", "GET"]).map(({ status, body }) => [status, body]);

async function sent(peer: Peer, ...parts: string[]): Promise<void> {
  for (const part of parts) {
    peer.send(part);
    await turn();
  }
}

test.each([
  ["a length", ["Content-Length: 5\r\n", "he", "llo"]],
  ["chunks", ["Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n", "3\r\nllo\r\n0\r\n\r\n"]],
])("slices of a body with %s are handed over as they come", async (_, [fields, ...body]) => {
  const peer = new Peer({ gateway: pieces() });
  await sent(peer, post(fields!), ...body, get);
  expect(summary(peer)).toEqual([
    [200, "he|llo"],
    [200, "none"],
  ]);
  expect(peer.calls).toEqual([]);
});

test("a body that is there is one slice, and what is behind it is the next request", async () => {
  const peer = new Peer({ gateway: pieces() });
  await sent(peer, post("Content-Length: 5\r\n", `hello${get}`));
  expect(summary(peer)).toEqual([
    [200, "hello"],
    [200, "none"],
  ]);
});

test("an empty body ends at once", async () => {
  const peer = new Peer({ gateway: pieces() });
  await sent(peer, post("Content-Length: 0\r\n"));
  expect(summary(peer)).toEqual([[200, ""]]);
});

test("a body over the limit: what announces it is refused before it comes, chunks when they pass it", async () => {
  const announced = new Peer({ gateway: pieces(4) });
  await sent(announced, post("Content-Length: 5\r\n"), "hello");
  expect(summary(announced)).toEqual([[413, "!body-too-large"]]);
  const counted = new Peer({ gateway: pieces(4) });
  await sent(counted, post("Transfer-Encoding: chunked\r\n"), "3\r\nhel\r\n", "2\r\nlo\r\n", get);
  expect(summary(counted)).toEqual([[413, "hel!body-too-large"]]);
  expect([announced.calls, counted.calls]).toEqual([["end"], ["end"]]);
});

test("a body at the limit is read", async () => {
  const peer = new Peer({ gateway: pieces(5) });
  await sent(peer, post("Transfer-Encoding: chunked\r\n"), "5\r\nhello\r\n0\r\n\r\n");
  expect(summary(peer)).toEqual([[200, "hello"]]);
});

test("malformed chunks are what the reader hears of", async () => {
  const peer = new Peer({ gateway: pieces() });
  await sent(peer, post("Transfer-Encoding: chunked\r\n"), "2\r\nhe\r\nx");
  expect(summary(peer)).toEqual([[400, "he!chunk-size"]]);
});

test("a client that ends half-way, and one that takes too long", async () => {
  const ended = new Peer({ gateway: pieces() });
  await sent(ended, post("Content-Length: 5\r\n", "he"));
  ended.connection.receiveEnd();
  await turn();
  expect(summary(ended)).toEqual([[400, "he!body-incomplete"]]);

  const slow = new Peer({ gateway: pieces() });
  await sent(slow, post("Content-Length: 5\r\n", "he"));
  expect(slow.connection.phase).toBe("body");
  slow.connection.expire();
  await turn();
  expect(summary(slow)).toEqual([[408, "he!request-timeout"]]);
});

test("a client that ended before anyone read is incomplete too", async () => {
  const go = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    await go.promise;
    return pieces()(incoming);
  };
  const peer = new Peer({ gateway });
  await sent(peer, post("Content-Length: 5\r\n", "he"));
  peer.connection.receiveEnd();
  go.resolve();
  await turn();
  expect(summary(peer)).toEqual([[400, "he!body-incomplete"]]);
});

test("100 Continue is sent when the first slice is asked for", async () => {
  const go = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    const body = incoming.streamBody(10);
    await go.promise;
    let text = "";
    for await (const slice of body) text += textOf(slice);
    return answer(text);
  };
  const peer = new Peer({ gateway });
  await sent(peer, post("Expect: 100-continue\r\nContent-Length: 2\r\n"));
  expect(peer.received).toBe("");
  go.resolve();
  await turn();
  expect(peer.received).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  await sent(peer, "hi");
  expect(readAnswers(peer.received, ["POST"]).at(-1)).toMatchObject({ status: 200, body: "hi" });
});

test("a client is paused while its reader is busy, and what waits is bounded", async () => {
  const steps: (() => void)[] = [];
  const lengths: number[] = [];
  const gateway: Gateway = async (incoming) => {
    for await (const slice of incoming.streamBody(1_000_000)) {
      lengths.push(slice.length);
      await new Promise<void>((resolve) => steps.push(resolve));
    }
    return answer("done");
  };
  const peer = new Peer({ gateway, limits: { maxHeadBytes: 100, maxWaitingBytes: 100 } });
  const kibibytes = "k".repeat(32 * 1024);
  await sent(peer, post("Content-Length: 163840\r\n"), kibibytes, kibibytes);
  expect([peer.calls, peer.connection.phase]).toEqual([[], "body"]);
  await sent(peer, kibibytes);
  expect([peer.calls, peer.connection.phase]).toEqual([[], "handling"]);
  await sent(peer, kibibytes);
  expect(peer.calls).toEqual(["pause"]);
  steps.shift()!();
  await turn();
  expect(peer.calls).toEqual(["pause", "resume"]);
  await sent(peer, kibibytes);
  while (peer.received === "") {
    steps.shift()?.();
    await turn();
  }
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(163_840);
  expect(summary(peer)).toEqual([[200, "done"]]);
});

test("a reader who stops early may answer; the rest is dropped as if nobody had read", async () => {
  const gateway: Gateway = async (incoming) => {
    if (!incoming.hasBody) return answer("next");
    for await (const slice of incoming.streamBody(1_000)) return answer(textOf(slice));
    return answer("nothing");
  };
  const peer = new Peer({ gateway });
  await sent(peer, post("Content-Length: 5\r\n", "he"), `llo${get}`);
  expect(summary(peer)).toEqual([
    [200, "he"],
    [200, "next"],
  ]);
});

test("an answer can be made of the body while it arrives", async () => {
  const gateway: Gateway = (incoming) =>
    incoming.hasBody ? answer(incoming.streamBody(1_000)) : answer("next");
  const peer = new Peer({ gateway });
  await sent(peer, post("Content-Length: 5\r\n"), "he");
  expect(peer.received).toContain("\r\n\r\n2\r\nhe\r\n");
  await sent(peer, "llo");
  await sent(peer, get);
  expect(summary(peer)).toEqual([
    [200, "hello"],
    [200, "next"],
  ]);
});

test("an answer made of a body that breaks off is cut", async () => {
  const peer = new Peer({ gateway: (incoming) => answer(incoming.streamBody(1_000)) });
  await sent(peer, post("Transfer-Encoding: chunked\r\n"), "2\r\nhe\r\n", "x");
  expect(peer.calls).toEqual(["destroy"]);
  expect(readAnswers(peer.received, ["POST"])[0]).toMatchObject({ body: "he", whole: false });
});

test("a client that leaves fails the stream", async () => {
  const failures: unknown[] = [];
  const gateway: Gateway = async (incoming) => {
    try {
      for await (const slice of incoming.streamBody(10)) void slice;
    } catch (error) {
      failures.push((error as { code: string }).code);
    }
    return answer("nobody hears");
  };
  const peer = new Peer({ gateway });
  await sent(peer, post("Content-Length: 5\r\n", "he"));
  peer.leave();
  await turn();
  expect([failures, peer.received]).toEqual([["body-incomplete"], ""]);
});

test("a body is read once, as a whole or as a stream", () => {
  const peer = new Peer({ gateway: () => deferred<never>().promise });
  peer.send(post("Content-Length: 5\r\n", "he"));
  const request = peer.requests[0]!;
  request.streamBody(10);
  expect(() => request.streamBody(10)).toThrow("Cannot read the body twice");
  expect(() => request.readBody(10)).toThrow("Cannot read the body twice");
});
