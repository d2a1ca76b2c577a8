// Bodies: read, refused, left alone, waited for.
import { expect, test } from "vitest";
import { BodyError, type Gateway } from "../../src/gateway.ts";
import { Peer, answer, deferred, textOf, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const post = (target: string, fields: string, body = ""): string =>
  `POST ${target} HTTP/1.1\r\nHost: h\r\n${fields}\r\n${body}`;

/** Answers with the body, or with why there is none. */
const echo =
  (maxBytes = 1_000): Gateway =>
  async (incoming) => {
    try {
      return answer(textOf(await incoming.readBody(maxBytes)));
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      return answer(error.code, error.status);
    }
  };

const summary = (peer: Peer): unknown[] =>
  readAnswers(peer.received, ["POST", "GET"]).map(({ status, body }) => [status, body]);

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

test("a body that came with its head is read without a promise", () => {
  const gateway: Gateway = (incoming) => answer(incoming.readBody(5) as Uint8Array);
  const peer = new Peer({ gateway }).send(post("/", "Content-Length: 5\r\n", "hello"));
  expect(summary(peer)).toEqual([[200, "hello"]]);
});

test("chunks that came with their head are read without a promise", () => {
  const gateway: Gateway = (incoming) => answer(incoming.readBody(5) as Uint8Array);
  const peer = new Peer({ gateway });
  peer.send(post("/", "Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"));
  expect(summary(peer)).toEqual([[200, "hello"]]);
});

test.each([
  ["a length", "Content-Length: 0\r\n", "", true],
  ["chunks", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", true],
  ["neither", "", "", false],
])("a request with %s says whether it has a body", (_, fields, body, hasBody) => {
  expect(new Peer().send(post("/", fields, body)).requests[0]?.hasBody).toBe(hasBody);
});

test("a body can be read long after the request came", async () => {
  const wait = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    await wait.promise;
    return echo()(incoming);
  };
  const peer = new Peer({ gateway }).send(post("/", "Content-Length: 10\r\n", "hello"), "world");
  wait.resolve();
  await turn();
  expect(summary(peer)).toEqual([[200, "helloworld"]]);
});

test.each([
  ["a length", "Content-Length: 4\r\n", "four"],
  ["chunks", "Transfer-Encoding: chunked\r\n", "4\r\nfour\r\n0\r\n\r\n"],
])(
  "a body with %s is accepted at its limit and refused beyond, and then the connection ends",
  async (_, fields, body) => {
    const fits = new Peer({ gateway: echo(4) }).send(post("/", fields, body));
    const tooLarge = new Peer({ gateway: echo(3) }).send(post("/", fields, body), get);
    await turn();
    expect(summary(fits)).toEqual([[200, "four"]]);
    expect(fits.calls).toEqual([]);
    expect(summary(tooLarge)).toEqual([[413, "body-too-large"]]);
    expect(tooLarge.received).toContain("connection: close\r\n");
    expect(tooLarge.calls).toEqual(["end"]);
  },
);

test("a body that announces too much is refused before it comes", async () => {
  const peer = new Peer({ gateway: echo(3) }).send(post("/", "Content-Length: 4\r\n"));
  await turn();
  expect(summary(peer)).toEqual([[413, "body-too-large"]]);
});

test("100 Continue is sent when the body is read, not before", async () => {
  const wait = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    await wait.promise;
    return echo()(incoming);
  };
  const peer = new Peer({ gateway });
  peer.send(post("/", "Expect: 100-continue\r\nContent-Length: 2\r\n"));
  await turn();
  expect(peer.received).toBe("");
  wait.resolve();
  await turn();
  expect(peer.received).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("hi");
  await turn();
  expect(readAnswers(peer.received, ["POST"]).map(({ status }) => status)).toEqual([100, 200]);
});

test.each([
  ["to a body that is there already", "Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"],
  ["to an empty body", "Expect: 100-continue\r\nContent-Length: 0\r\n", ""],
  ["to a body that nobody reads", "Expect: 100-continue\r\nContent-Length: 2\r\nX: unread\r\n", ""],
  ["without a body", "Expect: 100-continue\r\n", ""],
  ["to a body over the limit", "Expect: 100-continue\r\nContent-Length: 2000\r\n", ""],
])("100 Continue is not sent %s", async (_, fields, body) => {
  const gateway: Gateway = (incoming) =>
    incoming.headers.has("x") || !incoming.hasBody ? answer("ok") : echo()(incoming);
  const peer = new Peer({ gateway }).send(post("/", fields, body));
  await turn();
  expect(readAnswers(peer.received, ["POST"])).toHaveLength(1);
  expect(peer.received).not.toContain("100 Continue");
});

test("100 Continue does not go to HTTP/1.0", async () => {
  const peer = new Peer({ gateway: echo() });
  peer.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  await turn();
  expect(peer.received).toBe("");
});

test("100 Continue follows the answer to the request before", async () => {
  const gateway: Gateway = (incoming) => (incoming.hasBody ? echo()(incoming) : answer("first"));
  const peer = new Peer({ gateway });
  peer.send(get + post("/", "Expect: 100-continue\r\nContent-Length: 2\r\n"), "hi");
  await turn();
  const statuses = readAnswers(peer.received, ["GET", "POST"]).map(({ status }) => status);
  expect(statuses).toEqual([200, 100, 200]);
});

test("an answer without 100 Continue ends the connection: the body may come or not", () => {
  const peer = new Peer().send(
    post("/", "Expect: 100-continue\r\nContent-Length: 2\r\n"),
    `hi${get}`,
  );
  expect(summary(peer)).toEqual([[200, "ok"]]);
  expect(peer.calls).toEqual(["end"]);
});

test("an answer after 100 Continue leaves the connection in step: the body will come", async () => {
  const gateway: Gateway = (incoming) => {
    if (incoming.hasBody) void incoming.readBody(10);
    return answer("early");
  };
  const peer = new Peer({ gateway });
  peer.send(post("/", "Expect: 100-continue\r\nContent-Length: 5\r\n"), `hello${get}`);
  const statuses = readAnswers(peer.received, ["POST", "GET"]).map(({ status }) => status);
  expect(statuses).toEqual([100, 200, 200]);
});

test("an error after 100 Continue is the answer", async () => {
  const peer = new Peer({ gateway: echo(3) });
  peer.send(post("/", "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"));
  peer.send("4\r\nfour\r\n0\r\n\r\n");
  await turn();
  const statuses = readAnswers(peer.received, ["POST"]).map(({ status }) => status);
  expect(statuses).toEqual([100, 413]);
});

test.each([
  ["all there", [post("/", "Content-Length: 5\r\n", "hello") + get]],
  ["still to come", [post("/", "Content-Length: 5\r\n", "he"), `llo${get}`]],
  ["in chunks", [post("/", "Transfer-Encoding: chunked\r\n", "5\r\nhe"), `llo\r\n0\r\n\r\n${get}`]],
])("a body that nobody reads, %s, does not become the next request", (_, pieces) => {
  const peer = new Peer().send(...pieces);
  expect(summary(peer)).toEqual([
    [200, "ok"],
    [200, "ok"],
  ]);
  expect(peer.calls).toEqual([]);
});

test("so much of a body is dropped, and not a byte more", () => {
  const limits = { maxDiscardedBytes: 4 };
  const drops = new Peer({ limits }).send(post("/", "Content-Length: 4\r\n"), "four", get);
  const ends = new Peer({ limits }).send(post("/", "Content-Length: 5\r\n"), "fives", get);
  expect(summary(drops)).toHaveLength(2);
  expect(summary(ends)).toHaveLength(1);
  expect(ends.received).toContain("connection: close\r\n");
});

test("so many bytes of chunks are dropped, and not one more", () => {
  const limits = { maxDiscardedBytes: 4 };
  const fields = "Transfer-Encoding: chunked\r\n";
  const drops = new Peer({ limits }).send(post("/", fields), `4\r\nfour\r\n0\r\n\r\n${get}`);
  const ends = new Peer({ limits }).send(post("/", fields), `5\r\nfives\r\n0\r\n\r\n${get}`);
  expect(summary(drops)).toHaveLength(2);
  expect(summary(ends)).toHaveLength(1);
  expect(ends.calls).toEqual(["end"]);
});

test("malformed chunks that nobody reads end the connection", () => {
  const peer = new Peer().send(post("/", "Transfer-Encoding: chunked\r\n"), "x\r\n", get);
  expect(summary(peer)).toHaveLength(1);
  expect(peer.calls).toEqual(["end"]);
});

test("an answer that does not wait for the body it began to read leaves the connection in step", async () => {
  const failures: unknown[] = [];
  const gateway: Gateway = (incoming) => {
    if (incoming.hasBody) {
      (incoming.readBody(10) as Promise<Uint8Array>).catch((error: unknown) =>
        failures.push(error),
      );
    }
    return answer("early");
  };
  const peer = new Peer({ gateway }).send(post("/", "Content-Length: 5\r\n", "he"), `llo${get}`);
  await turn();
  expect(summary(peer)).toEqual([
    [200, "early"],
    [200, "early"],
  ]);
  expect(peer.connection.phase).toBe("idle");
  expect(failures).toEqual([expect.objectContaining({ code: "body-incomplete" })]);
});

test("a body cannot be read after the answer", () => {
  const peer = new Peer().send(post("/", "Content-Length: 2\r\n", "hi"));
  expect(() => peer.requests[0]!.readBody(2)).toThrow("the request is over");
});

test("a body that is not there cannot be read", () => {
  const peer = new Peer({ gateway: echo() }).send(get);
  expect(() => peer.requests[0]!.readBody(2)).toThrow("has none");
});

test("a client that ends half-way through its body hears that it is incomplete", async () => {
  const peer = new Peer({ gateway: echo() }).send(post("/", "Content-Length: 5\r\n", "he"));
  peer.connection.receiveEnd();
  await turn();
  expect(summary(peer)).toEqual([[400, "body-incomplete"]]);
  expect(peer.calls).toEqual(["end"]);
});

test("a body that ended early is incomplete for whoever reads it later", async () => {
  const wait = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    await wait.promise;
    return echo()(incoming);
  };
  const peer = new Peer({ gateway }).send(post("/", "Content-Length: 5\r\n", "he"));
  peer.connection.receiveEnd();
  wait.resolve();
  await turn();
  expect(summary(peer)).toEqual([[400, "body-incomplete"]]);
});

test("a body of a client that has left is incomplete, whether it was being read or not", async () => {
  const wait = deferred<void>();
  const failures: unknown[] = [];
  const gateway: Gateway = async (incoming) => {
    if (incoming.target === "/later") await wait.promise;
    const failure = await Promise.resolve()
      .then(() => incoming.readBody(9))
      .catch((error: unknown) => error);
    failures.push((failure as BodyError).code);
    return answer("too late");
  };
  const peers = ["/now", "/later"].map((target) =>
    new Peer({ gateway }).send(post(target, "Content-Length: 5\r\n", "he")),
  );
  await turn();
  for (const peer of peers) peer.leave();
  wait.resolve();
  await turn();
  expect(failures).toEqual(["body-incomplete", "body-incomplete"]);
  expect(peers.map(({ received, errors }) => [received, errors])).toEqual([
    ["", []],
    ["", []],
  ]);
});

test("a body that nobody waits for fails without an unhandled rejection", async () => {
  const gateway: Gateway = (incoming) => {
    void incoming.readBody(9);
    return deferred<never>().promise;
  };
  const peer = new Peer({ gateway }).send(post("/", "Content-Length: 5\r\n", "he"));
  // The runner fails a run that leaves a rejection unhandled.
  peer.leave();
  await turn();
  expect(peer.errors).toEqual([]);
});

test("a peer is paused while its body waits for a reader, and resumed by the reader", async () => {
  const wait = deferred<void>();
  const gateway: Gateway = async (incoming) => {
    await wait.promise;
    return echo()(incoming);
  };
  const peer = new Peer({ gateway, limits: { maxWaitingBytes: 100 } });
  peer.send(post("/", "Content-Length: 300\r\n"), "b".repeat(100));
  expect(peer.calls).toEqual([]);
  peer.send("b");
  expect(peer.calls).toEqual(["pause"]);
  wait.resolve();
  await turn();
  expect(peer.calls).toEqual(["pause", "resume"]);
  peer.send("b".repeat(199));
  await turn();
  expect(summary(peer)).toEqual([[200, "b".repeat(300)]]);
});
