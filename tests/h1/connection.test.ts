// Requests in, answers out, in order: what a connection promises as long as it lives.
import { expect, test } from "vitest";
import { HeaderFields, type Outgoing } from "../../src/gateway.ts";
import { Peer, answer, date, deferred, textOf, turn } from "./peer.ts";
import { readAnswers } from "./answers.ts";

const get = (target: string, fields = ""): string =>
  `GET ${target} HTTP/1.1\r\nHost: h\r\n${fields}\r\n`;

test("an answer is a status line, its fields, the date, the length and the body", () => {
  const gateway = (): Outgoing =>
    answer('{"ok":true}', 200, { "Content-Type": "application/json" });
  expect(new Peer({ gateway }).send(get("/")).received).toBe(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${date}content-length: 11\r\n\r\n{"ok":true}`,
  );
});

test("a synchronous answer leaves before receive returns, in one write", () => {
  expect(new Peer().send(get("/")).writes).toHaveLength(1);
});

test("the answers to one read leave in one write", () => {
  const peer = new Peer().send(get("/1") + get("/2") + get("/3"));
  expect(peer.writes).toHaveLength(1);
  expect(readAnswers(peer.received, ["GET", "GET", "GET"])).toHaveLength(3);
});

test("a request is handed over as it was sent", () => {
  const peer = new Peer().send(
    "PATCH /a%2Fb?c=%20 HTTP/1.1\r\nHost: Example:80\r\nX-A: 1\r\nx-a: 2\r\n\r\n",
  );
  const [request] = peer.requests;
  expect(request).toMatchObject({
    method: "PATCH",
    target: "/a%2Fb?c=%20",
    authority: "Example:80",
    scheme: "http",
    remoteAddress: "192.0.2.1",
    hasBody: false,
  });
  expect([...request!.headers]).toEqual([
    ["host", "Example:80"],
    ["x-a", "1"],
    ["x-a", "2"],
  ]);
});

test("a later request is not handed over before the one in hand is answered", async () => {
  const first = deferred<Outgoing>();
  const gateway = ({ target }: { target: string }): Outgoing | Promise<Outgoing> =>
    target === "/1" ? first.promise : answer(target);
  const peer = new Peer({ gateway }).send(get("/1") + get("/2"));
  await turn();
  expect(peer.requests).toHaveLength(1);
  first.resolve(answer("/1"));
  await turn();
  const answers = readAnswers(peer.received, ["GET", "GET"]);
  expect(answers.map(({ body }) => body)).toEqual(["/1", "/2"]);
});

test("a slow answer is not overtaken by a quick one", async () => {
  const slow = deferred<Outgoing>();
  const gateway = ({ target }: { target: string }): Outgoing | Promise<Outgoing> =>
    target === "/slow" ? slow.promise : answer("quick");
  const peer = new Peer({ gateway }).send(get("/slow"), get("/quick"));
  await turn();
  expect(peer.received).toBe("");
  slow.resolve(answer("slow"));
  await turn();
  expect(readAnswers(peer.received, ["GET", "GET"]).map(({ body }) => body)).toEqual([
    "slow",
    "quick",
  ]);
});

test("HEAD is answered with the fields of GET and no body", () => {
  const head = (method: string): string =>
    new Peer({ gateway: () => answer("hello") })
      .send(`${method} / HTTP/1.1\r\nHost: h\r\n\r\n`)
      .received.split("\r\n\r\n")[0]!;
  expect(head("HEAD")).toBe(head("GET"));
  const peer = new Peer().send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  expect(peer.received.endsWith("\r\n\r\n")).toBe(true);
});

test.each([204, 304])("a %i has neither a length nor a body", (status) => {
  const peer = new Peer({ gateway: () => answer("ignored", status) }).send(get("/"));
  expect(peer.received).not.toContain("content-length");
  expect(peer.received.endsWith("\r\n\r\n")).toBe(true);
});

test("an answer without a body says that its length is 0", () => {
  const peer = new Peer({ gateway: () => answer(null) }).send(get("/"));
  expect(readAnswers(peer.received, ["GET"])[0]?.fields["content-length"]).toBe("0");
});

test("the length of a text is counted in bytes", () => {
  const peer = new Peer({ gateway: () => answer("zażółć ☃") }).send(get("/"));
  const [only] = readAnswers(peer.received, ["GET"]);
  expect(only?.fields["content-length"]).toBe("14");
  const bytes = Uint8Array.from(only!.body, (character) => character.charCodeAt(0));
  expect(new TextDecoder().decode(bytes)).toBe("zażółć ☃");
});

test("bytes are sent as they are", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const peer = new Peer({ gateway: () => answer(bytes) }).send(get("/"));
  expect(readAnswers(peer.received, ["GET"])[0]?.body).toBe(textOf(bytes));
});

test.each([
  ["fresh", (): HeaderFields => new HeaderFields({ "x-name": "caf\u00e9" })],
  ["shared", (): HeaderFields => new HeaderFields({ "x-name": "caf\u00e9" }).freeze()],
])("%s fields keep their Latin-1 beside a body in UTF-8", (_, headers) => {
  const gateway = (): Outgoing => ({ status: 200, headers: headers(), body: "☃" });
  const peer = new Peer({ gateway }).send(get("/1") + get("/2"));
  const answers = readAnswers(peer.received, ["GET", "GET"]);
  expect(answers.map(({ fields }) => fields["x-name"])).toEqual(["caf\u00e9", "caf\u00e9"]);
  expect(answers.map(({ body }) => body)).toEqual(["\u00e2\u0098\u0083", "\u00e2\u0098\u0083"]);
});

test.each(["connection", "content-length", "date", "keep-alive", "transfer-encoding"])(
  "a gateway has no say in %s",
  (name) => {
    const peer = new Peer({ gateway: () => answer("ok", 200, { [name]: "1" }) });
    const [only] = readAnswers(peer.send(get("/")).received, ["GET"]);
    expect(only).toMatchObject({
      fields: { "content-length": "2", date: "Tue, 14 Nov 2023 22:13:20 GMT" },
      body: "ok",
    });
    expect(Object.keys(only!.fields)).toHaveLength(2);
  },
);

test.each([
  ["HTTP/1.1", "", undefined],
  ["HTTP/1.1", "Connection: keep-alive\r\n", undefined],
  ["HTTP/1.1", "Connection: close\r\n", "close"],
  ["HTTP/1.1", "Connection: x, CLOSE ,y\r\n", "close"],
  ["HTTP/1.1", "Connection: x\r\nConnection: close\r\n", "close"],
  ["HTTP/1.1", "Connection: keep-alive, close\r\n", "close"],
  ["HTTP/1.0", "", "close"],
  ["HTTP/1.0", "Connection: Keep-Alive\r\n", "keep-alive"],
  ["HTTP/1.0", "Connection: keep-alive, close\r\n", "close"],
])("%s with %j is answered with connection: %s", (version, fields, connection) => {
  const peer = new Peer().send(`GET / ${version}\r\nHost: h\r\n${fields}\r\n`);
  expect(readAnswers(peer.received, ["GET"])[0]?.fields["connection"]).toBe(connection);
  expect(peer.calls).toEqual(connection === "close" ? ["end"] : []);
});

test("after a message that is refused nothing more is read", () => {
  const peer = new Peer().send("GET / HTTP/1.1\r\n\r\n", get("/2"));
  expect(peer.requests).toEqual([]);
  expect(readAnswers(peer.received, ["GET"]).map(({ status }) => status)).toEqual([400]);
  expect(peer.calls).toEqual(["end"]);
});

test("the requests before one that is refused are answered", () => {
  const peer = new Peer().send(`${get("/1")}GET\r\n`);
  expect(readAnswers(peer.received, ["GET", "GET"]).map(({ status }) => status)).toEqual([
    200, 400,
  ]);
});

test("a message is refused as soon as it cannot become right", () => {
  expect(new Peer().send("GET / FTP").received).toContain("400 Bad Request");
  expect(new Peer().send("GET / HTTP/1.1\r\nbad name").received).toContain("400 Bad Request");
});

test("a peer that sends ahead of a slow answer is paused, and resumed afterwards", async () => {
  const slow = deferred<Outgoing>();
  const peer = new Peer({
    gateway: ({ target }) => (target === "/slow" ? slow.promise : answer("ok")),
    limits: { maxHeadBytes: 100, maxWaitingBytes: 100 },
  });
  const ahead = get("/next").repeat(10);
  peer.send(get("/slow"), ahead.slice(0, 100));
  expect(peer.calls).toEqual([]);
  peer.send(ahead.slice(100));
  expect(peer.calls).toEqual(["pause"]);
  slow.resolve(answer("ok"));
  await turn();
  expect(peer.calls).toEqual(["pause", "resume"]);
  expect(readAnswers(peer.received, Array(11).fill("GET"))).toHaveLength(11);
});

test("nothing is answered while the peer does not read, and everything once it does", () => {
  const peer = new Peer();
  peer.takesMore = false;
  peer.send(get("/1"), get("/2"));
  expect(peer.connection.blocked).toBe(true);
  expect(peer.requests).toHaveLength(1);
  peer.takesMore = true;
  peer.connection.drained();
  expect(peer.connection.blocked).toBe(false);
  expect(peer.requests).toHaveLength(2);
});

test("a burst of requests cannot pile up more answers than a write takes", () => {
  const peer = new Peer({ gateway: () => answer("x".repeat(10_000)) });
  peer.takesMore = false;
  peer.send(get("/").repeat(100));
  expect(peer.requests).toHaveLength(7);
  expect(peer.received.length).toBeLessThan(80_000);
});

test("any number of requests in one read are answered", () => {
  const peer = new Peer().send(get("/").repeat(10_000));
  expect(peer.requests).toHaveLength(10_000);
  expect(peer.received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(10_000);
});

test("a client that leaves aborts nothing that was answered before", () => {
  const peer = new Peer();
  peer.send(get("/1"), get("/2"));
  const signals = peer.requests.map(({ signal }) => signal);
  peer.leave();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
});
