// What a server that looks at its clock does with clients, and handlers, that take too long.
import { describe, expect, test } from "vitest";
import type { Gateway, Outgoing } from "../../src/gateway.ts";
import { defaultTimeouts } from "../../src/h1/phase.ts";
import { Peer, answer, deferred, textOf, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n";
const timeouts = { ...defaultTimeouts, handlerTimeoutMs: 1_000 };

/** Lets time pass, and the server look at its clock. */
function pass(peer: Peer, milliseconds: number): void {
  peer.nowMs += milliseconds;
  peer.connection.tick(timeouts, 0);
}

const summary = (peer: Peer, ...methods: string[]): unknown[] =>
  readAnswers(peer.received, methods).map(({ status, body }) => [status, body]);

const reading: Gateway = async (incoming) => {
  try {
    if (incoming.target !== "/stream") return answer(textOf(await incoming.readBody(1_000_000)));
    let length = 0;
    for await (const slice of incoming.streamBody(1_000_000)) length += slice.length;
    return answer(String(length));
  } catch (error) {
    const { code, status } = error as { code: string; status: number };
    return answer(code, status);
  }
};

test("nothing happens to a connection in time", () => {
  const peer = new Peer().send(get);
  pass(peer, timeouts.idleTimeoutMs);
  expect(peer.calls).toEqual([]);
  pass(peer, 1);
  expect(peer.calls).toEqual(["end"]);
});

test("a peer that does not read is the transport's to watch", () => {
  const peer = new Peer();
  peer.takesMore = false;
  peer.send(get);
  pass(peer, 1_000_000);
  expect(peer.calls).toEqual([]);
});

describe("a body that drips", () => {
  test.each(["/", "/stream"])("to %s is refused once its rate is too low", async (target) => {
    const peer = new Peer({ gateway: reading }).send(post.replace(" / ", ` ${target} `));
    await turn();
    for (let second = 0; second < 5; second++) {
      peer.send("x".repeat(239));
      await turn();
      pass(peer, 1_000);
    }
    expect(peer.received).toBe("");
    peer.send("x".repeat(239));
    await turn();
    pass(peer, 1_000);
    await turn();
    expect(summary(peer, "POST")).toEqual([[408, "body-too-slow"]]);
    expect(peer.calls).toEqual(["end"]);
  });

  test("at the minimum rate is waited for, up to the limit of the whole request", async () => {
    const peer = new Peer({ gateway: reading }).send(post);
    await turn();
    for (let second = 0; second < 300; second++) {
      peer.send("x".repeat(240));
      pass(peer, 1_000);
    }
    expect(peer.received).toBe("");
    pass(peer, 1);
    await turn();
    expect(summary(peer, "POST")).toEqual([[408, "request-timeout"]]);
  });
});

describe("a handler that does not answer", () => {
  test("is left after its time: 503, its signal fires, and its late answer is dropped", async () => {
    const outgoing = deferred<Outgoing>();
    const peer = new Peer({ gateway: () => outgoing.promise }).send(get + get);
    const { signal } = peer.requests[0]!;
    pass(peer, 1_000);
    expect([peer.received, signal.aborted]).toEqual(["", false]);
    pass(peer, 1);
    expect(signal.reason).toEqual(new Error("the handler took too long"));
    outgoing.resolve(answer("late"));
    await turn();
    expect(summary(peer, "GET")).toEqual([[503, "handler-timeout"]]);
    expect([peer.requests.length, peer.calls, peer.errors]).toEqual([1, ["end"], []]);
  });

  test("to HEAD is left without a body", () => {
    const peer = new Peer({ gateway: () => deferred<never>().promise });
    peer.send(get.replace("GET", "HEAD"));
    pass(peer, 1_001);
    expect(summary(peer, "HEAD")).toEqual([[503, ""]]);
  });

  test("is not held to the time in which the client sends", async () => {
    const peer = new Peer({ gateway: reading }).send(post);
    pass(peer, 4_000);
    peer.send("x".repeat(100_000));
    await turn();
    expect(readAnswers(peer.received, ["POST"])[0]?.status).toBe(200);
  });

  test("may stream for as long as it likes once it has begun", async () => {
    async function* forever(): AsyncGenerator<string> {
      yield "a";
      await deferred<never>().promise;
    }
    const peer = new Peer({ gateway: () => answer(forever()) }).send(get);
    await turn();
    pass(peer, 1_000_000);
    expect([peer.calls, peer.connection.phase]).toEqual([[], "responding"]);
  });

  test("is waited for without end where no limit is given", () => {
    const peer = new Peer({ gateway: () => deferred<never>().promise }).send(get);
    peer.nowMs += 1e9;
    peer.connection.tick(defaultTimeouts, 0);
    expect(peer.received).toBe("");
  });
});

test("the last request that a connection may bring is answered with close", () => {
  const peer = new Peer({ limits: { maxRequestsPerConnection: 2 } }).send(get + get + get);
  const fields = readAnswers(peer.received, ["GET", "GET"]).map(({ fields }) => fields);
  expect(fields.map(({ connection }) => connection)).toEqual([undefined, "close"]);
  expect([peer.requests.length, peer.calls]).toEqual([2, ["end"]]);
});
