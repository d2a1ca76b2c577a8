// How a connection ends: by either side, by time, by a failure; and what becomes of work in hand.
import { expect, test } from "vitest";
import type { BodyError, Gateway, Incoming, Outgoing } from "../../src/gateway.ts";
import { type Deferred, Peer, answer, deferred, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const statuses = (peer: Peer): number[] =>
  readAnswers(peer.received, ["GET", "GET"]).map(({ status }) => status);

/** A gateway whose one answer a test gives. */
function waiting(): { peer: Peer; outgoing: Deferred<Outgoing> } {
  const outgoing = deferred<Outgoing>();
  return { peer: new Peer({ gateway: () => outgoing.promise }), outgoing };
}

function pending(): { peer: Peer; outgoing: Deferred<Outgoing> } {
  const { peer, outgoing } = waiting();
  return { peer: peer.send(get), outgoing };
}

test("a client that ends its side between requests is taken leave of", () => {
  const peer = new Peer().send(get);
  peer.connection.receiveEnd();
  expect(peer.calls).toEqual(["end"]);
  expect(statuses(peer)).toEqual([200]);
});

test("a client that ends in the middle of a head gets no answer", () => {
  const peer = new Peer().send("GET / HT");
  peer.connection.receiveEnd();
  expect([peer.received, peer.calls]).toEqual(["", ["end"]]);
});

test("a client that ends its side before the answer still gets it, and all that it asked for", async () => {
  const { peer, outgoing } = pending();
  peer.send(get);
  peer.connection.receiveEnd();
  expect(peer.calls).toEqual([]);
  outgoing.resolve(answer("ok"));
  await turn();
  expect(statuses(peer)).toEqual([200, 200]);
  expect(peer.calls).toEqual(["end"]);
});

test("a client that ends its side while it does not read gets everything first", () => {
  const peer = new Peer();
  peer.takesMore = false;
  peer.send(get, get);
  peer.connection.receiveEnd();
  expect([statuses(peer), peer.calls]).toEqual([[200], []]);
  peer.takesMore = true;
  peer.connection.drained();
  expect([statuses(peer), peer.calls]).toEqual([[200, 200], ["end"]]);
});

test.each<[string, (peer: Peer) => void, string]>([
  ["ends its side", (peer) => peer.connection.receiveEnd(), "the client ended the connection"],
  ["leaves", (peer) => peer.leave(), "the client closed the connection"],
])("the signal fires when the client %s, for whoever asks before or after", (_, go, message) => {
  const before = pending().peer;
  const { signal } = before.requests[0]!;
  let fired = 0;
  signal.addEventListener("abort", () => void fired++);
  go(before);
  expect([fired, signal.reason]).toEqual([1, new Error(message)]);
  const after = pending().peer;
  go(after);
  expect(after.requests[0]!.signal.reason).toEqual(new Error(message));
});

test("the signal does not fire because the answer is given", async () => {
  const { peer, outgoing } = pending();
  const { signal } = peer.requests[0]!;
  outgoing.resolve(answer("ok"));
  await turn();
  expect(signal.aborted).toBe(false);
});

test("an answer that comes after the client has left goes nowhere", async () => {
  const { peer, outgoing } = pending();
  peer.leave();
  let returned = 0;
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.reject(new Error("read")),
      return: async () => ({ done: true as const, value: void returned++ }),
    }),
  };
  outgoing.resolve(answer(source));
  await turn();
  expect(returned).toBe(1);
  expect([peer.received, peer.errors, peer.calls]).toEqual(["", [], []]);
});

test("a late answer that cannot even be told so harms nobody", async () => {
  const { peer, outgoing } = pending();
  peer.leave();
  outgoing.resolve(
    answer({
      [Symbol.asyncIterator]() {
        throw new TypeError("locked");
      },
    }),
  );
  await turn();
  expect(peer.errors).toEqual([]);
});

test("nothing wakes a connection that is lost", async () => {
  const peer = new Peer().leave().send(get);
  peer.connection.receiveEnd();
  peer.connection.drained();
  peer.connection.retire();
  peer.connection.giveUp(new Error("late"));
  await turn();
  expect([peer.requests, peer.received, peer.calls]).toEqual([[], "", []]);
  expect(peer.connection.phase).toBe("closed");
});

const broken: readonly (readonly [string, Gateway])[] = [
  [
    "throws",
    (): never => {
      throw new Error("broken");
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken"))],
  ["answers nonsense", () => undefined as unknown as Outgoing],
  ["promises nonsense", async () => ({ status: 200 }) as Outgoing],
];

test.each(broken)(
  "a gateway that %s is answered for with 500, once, and the connection ends",
  async (_, gateway) => {
    const peer = new Peer({ gateway }).send(get + get);
    await turn();
    expect(statuses(peer)).toEqual([500]);
    expect(peer.received).toContain("connection: close\r\n");
    expect(peer.errors).toEqual([expect.any(Error)]);
    expect(peer.calls).toEqual(["end"]);
  },
);

test("a gateway that rejects after its client has left is reported", async () => {
  const { peer, outgoing } = pending();
  peer.leave();
  outgoing.reject(new Error("broken"));
  await turn();
  expect([peer.received, peer.errors]).toEqual(["", [new Error("broken")]]);
});

test("a connection that retires answers one more request, and says that it is the last", () => {
  const peer = new Peer();
  peer.connection.retire();
  peer.send(get + get);
  expect(readAnswers(peer.received, ["GET"])[0]?.fields["connection"]).toBe("close");
  expect(peer.calls).toEqual(["end"]);
});

test("a connection that retires finishes what it has in hand", async () => {
  const { peer, outgoing } = pending();
  peer.connection.retire();
  outgoing.resolve(answer("ok"));
  await turn();
  expect(readAnswers(peer.received, ["GET"])[0]?.fields["connection"]).toBe("close");
});

test("a request hears that its connection retires, while it waits and when it asks later", async () => {
  const { peer, outgoing } = pending();
  const [request] = peer.requests as [Incoming];
  expect(request.closing?.aborted).toBe(false);
  peer.connection.retire();
  expect([request.closing?.aborted, request.signal.aborted]).toEqual([true, false]);
  outgoing.resolve(answer("ok"));
  await turn();
  expect(request.signal.aborted).toBe(false);
});

test("a request that is given up is told why, and may still be answered", async () => {
  const { peer, outgoing } = pending();
  const reason = new Error("shutting down");
  peer.connection.giveUp(reason);
  expect(peer.requests[0]!.signal.reason).toBe(reason);
  outgoing.resolve(answer("ok"));
  await turn();
  expect(statuses(peer)).toEqual([200]);
});

test("time runs out between requests: the connection ends without a word", () => {
  const peer = new Peer().send(get);
  expect(peer.connection.phase).toBe("idle");
  peer.connection.expire();
  expect([statuses(peer), peer.calls]).toEqual([[200], ["end"]]);
});

test("time runs out in a head: 408, and the connection ends", () => {
  const peer = new Peer().send("GET / HTTP/1.1\r\n");
  expect(peer.connection.phase).toBe("head");
  peer.connection.expire();
  expect([statuses(peer), peer.calls]).toEqual([[408], ["end"]]);
});

test("time runs out in a body: whoever reads it hears 408, and the connection ends after the answer", async () => {
  const gateway: Gateway = async (incoming) => {
    const error = await Promise.resolve(incoming.readBody(9)).catch((reason: unknown) => reason);
    const { code, status } = error as BodyError;
    return answer(code, status);
  };
  const peer = new Peer({ gateway }).send(
    "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf",
  );
  expect(peer.connection.phase).toBe("body");
  peer.connection.expire();
  expect(peer.connection.phase).toBe("handling");
  await turn();
  expect(readAnswers(peer.received, ["PUT"])[0]).toMatchObject({
    status: 408,
    body: "request-timeout",
  });
  expect(peer.calls).toEqual(["end"]);
});

test("time runs out for the peer to close: it is cut off", () => {
  const peer = new Peer().send("GET / HTTP/1.0\r\n\r\n");
  expect(peer.connection.phase).toBe("lingering");
  peer.connection.expire();
  expect(peer.calls).toEqual(["end", "destroy"]);
});

test("a peer that was paused is resumed after its last answer, to see it before a reset", async () => {
  const outgoing = deferred<Outgoing>();
  const peer = new Peer({
    gateway: () => outgoing.promise,
    limits: { maxHeadBytes: 100, maxWaitingBytes: 100 },
  });
  peer.send("GET / HTTP/1.0\r\n\r\n", "x".repeat(101));
  expect(peer.calls).toEqual(["pause"]);
  outgoing.resolve(answer("ok"));
  await turn();
  expect(peer.calls).toEqual(["pause", "resume", "end"]);
});

test("what a peer sends after its last answer is taken and dropped", () => {
  const peer = new Peer().send("GET / HTTP/1.0\r\n\r\n", "x".repeat(100_000), get);
  expect(peer.requests).toHaveLength(1);
  expect(peer.calls).toEqual(["end"]);
});

test("each phase counts from its own beginning, a body from the beginning of its request", () => {
  const { peer } = waiting();
  const at = (nowMs: number, text: string): readonly [string, number] => {
    peer.nowMs = nowMs;
    peer.send(text);
    return [peer.connection.phase, peer.connection.phaseSinceMs];
  };
  expect([peer.connection.phase, peer.connection.phaseSinceMs]).toEqual(["idle", 1_000]);
  expect(at(2_000, "PUT / HTTP/1.1\r\n")).toEqual(["head", 2_000]);
  expect(at(3_000, "Host: h\r\n")).toEqual(["head", 2_000]);
  expect(at(4_000, "Content-Length: 2\r\n\r\n")).toEqual(["handling", 4_000]);
  peer.nowMs = 5_000;
  void peer.requests[0]!.readBody(2);
  expect([peer.connection.phase, peer.connection.phaseSinceMs]).toEqual(["body", 2_000]);
  expect(at(6_000, "hi")).toEqual(["handling", 6_000]);
});

test("bytes that come one by one do not earn a head more time", () => {
  const peer = new Peer();
  for (const [index, byte] of [..."GET / HTTP/1.1\r\nHost: h\r\n"].entries()) {
    peer.nowMs = 2_000 + index;
    peer.send(byte);
  }
  expect(peer.connection.phaseSinceMs).toBe(2_000);
});

test("a body that is dropped does not keep an idle connection young", () => {
  const peer = new Peer().send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n");
  peer.nowMs = 9_000;
  peer.send("half");
  expect([peer.connection.phase, peer.connection.phaseSinceMs]).toEqual(["idle", 1_000]);
});

test("a peer that reads its last answer slowly has time to close once it has read it", () => {
  const peer = new Peer();
  peer.takesMore = false;
  peer.send("GET / HTTP/1.0\r\n\r\n");
  peer.nowMs = 60_000;
  peer.connection.drained();
  expect([peer.connection.blocked, peer.connection.phase]).toEqual([false, "lingering"]);
  expect(peer.connection.phaseSinceMs).toBe(60_000);
});
