// Leaving HTTP: who may ask for it, what the gateway is handed, and what HTTP still has to say.
import { expect, test } from "vitest";
import {
  HeaderFields,
  type Gateway,
  type Outgoing,
  type UpgradedSocket,
} from "../../src/gateway.ts";
import { Peer, answer, bytesOf, date, textOf, turn } from "./peer.ts";

const offer = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
const switching = `HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\n${date}connection: upgrade\r\n\r\n`;

const taking =
  (takeOver: Outgoing["takeOver"] & {}): Gateway =>
  () => ({ status: 101, headers: new HeaderFields({ upgrade: "echo" }), body: null, takeOver });

const echo = async (socket: UpgradedSocket): Promise<void> => {
  for await (const bytes of socket.received) socket.write(bytes);
  socket.end();
};

test("a gateway takes the connection over, with what came behind the request", async () => {
  const peer = new Peer({ gateway: taking((socket) => void echo(socket)) });
  peer.send(`${offer}GET / HTTP/1.1\r\n`, "\r\n");
  await turn();
  expect(peer.received).toBe(`${switching}GET / HTTP/1.1\r\n\r\n`);
  expect(peer.requests).toHaveLength(1);
  expect(peer.connection.phase).toBe("upgraded");
  peer.connection.receiveEnd();
  await turn();
  expect(peer.calls).toEqual(["end"]);
});

test("a client that has ended its side before is no surprise", async () => {
  let ended = false;
  const gateway: Gateway = async (incoming) => {
    await turn();
    return taking((socket) => void echo(socket).then(() => (ended = true)))(incoming);
  };
  const peer = new Peer({ gateway }).send(offer);
  peer.connection.receiveEnd();
  await turn();
  await turn();
  expect([ended, peer.received]).toEqual([true, switching]);
});

test("a client that leaves, and a server that gives up, are heard through the signal", () => {
  for (const go of [
    (peer: Peer) => peer.leave(),
    (peer: Peer) => peer.connection.giveUp(new Error("shutting down")),
  ]) {
    let signal: AbortSignal | undefined;
    const peer = new Peer({ gateway: taking((socket) => void (signal = socket.signal)) }).send(
      offer,
    );
    expect(signal?.aborted).toBe(false);
    go(peer);
    expect(signal?.aborted).toBe(true);
  }
});

test("the transport's room is the protocol's", async () => {
  let resolved = false;
  const peer = new Peer({
    gateway: taking((socket) => {
      peer.takesMore = false;
      socket.write(bytesOf("a"));
      void socket.drained().then(() => (resolved = true));
    }),
  });
  peer.send(offer);
  await turn();
  expect(resolved).toBe(false);
  peer.connection.drained();
  await turn();
  expect(resolved).toBe(true);
});

test.each([
  ["the client has not offered", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", taking(() => {})],
  ["nobody takes over", offer, () => answer(null, 101)],
])("a change of protocol that %s is a failure of the gateway", (_, text, gateway) => {
  const peer = new Peer({ gateway }).send(text);
  expect(peer.received).toContain("HTTP/1.1 500 ");
  expect(peer.errors).toHaveLength(1);
});

test.each<[string, Outgoing["takeOver"] & {}]>([
  [
    "throws",
    () => {
      throw new Error("broken");
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken"))],
])("a protocol that %s ends with its connection", async (_, takeOver) => {
  const peer = new Peer({ gateway: taking(takeOver) }).send(offer);
  await turn();
  expect(peer.errors).toEqual([new Error("broken")]);
  expect(peer.calls).toEqual(["destroy"]);
  expect(peer.received).toBe(switching);
});

test("a protocol that fails because its client has left is no news", async () => {
  const reading = async ({ received }: UpgradedSocket): Promise<void> => {
    for await (const bytes of received) void bytes;
  };
  const peer = new Peer({ gateway: taking(reading) }).send(offer);
  peer.leave();
  await turn();
  expect(peer.errors).toEqual([]);
});

test("bytes that are paused for the sake of HTTP flow again", async () => {
  let go!: () => void;
  const gateway: Gateway = async (incoming) => {
    await new Promise<void>((resolve) => (go = resolve));
    return taking((socket) => void echo(socket))(incoming);
  };
  const peer = new Peer({ gateway, limits: { maxHeadBytes: 100, maxWaitingBytes: 100 } });
  const early = "x".repeat(101);
  peer.send(offer, early);
  expect(peer.calls).toEqual(["pause"]);
  go();
  await turn();
  expect(peer.calls).toEqual(["pause", "resume"]);
  expect(peer.received).toBe(switching + early);
  expect(textOf(bytesOf(early))).toBe(early);
});
