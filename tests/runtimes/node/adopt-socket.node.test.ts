import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adoptSocket } from "../../../src/runtimes/node/adopt-socket.ts";

let server: Server;
let client: Socket;
let accepted: Socket;
let socket: Socket;
let received: Buffer[];

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
  client.on("error", () => {});
  [accepted] = (await once(server, "connection")) as [Socket];
  received = [];
  socket = adoptSocket(accepted, (bytes) => received.push(bytes));
  socket.on("error", () => {});
});

afterEach(() => {
  client.destroy();
  socket.destroy();
  server.close();
});

const text = (): string => Buffer.concat(received).toString();

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("an adopted socket", () => {
  test("is one of its own where the runtime is Node", () => {
    expect(socket).not.toBe(accepted);
  });

  test("reads and writes", async () => {
    client.write("ping");
    await until(() => text() === "ping");
    socket.write("pong");
    const [answer] = (await once(client, "data")) as [Buffer];
    expect(answer.toString()).toBe("pong");
  });

  test("gives bytes that the next read leaves as they are", async () => {
    client.write("first");
    await until(() => received.length === 1);
    client.write("other");
    await until(() => received.length === 2);
    expect(received.map(String)).toEqual(["first", "other"]);
  });

  test("gives every byte of more than its buffer holds, in order", async () => {
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    client.end(sent);
    await once(socket, "end");
    expect(Buffer.concat(received).equals(sent)).toBe(true);
  });

  test("says that the client has ended, and can still answer", async () => {
    client.end("last");
    await once(socket, "end");
    expect(text()).toBe("last");
    socket.end("answer");
    const [answer] = (await once(client, "data")) as [Buffer];
    expect(answer.toString()).toBe("answer");
  });

  test("reads nothing while it is paused, and goes on after", async () => {
    socket.pause();
    client.write("x".repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const meanwhile = text().length;
    socket.resume();
    await until(() => text().length === 100_000);
    expect(meanwhile).toBeLessThanOrEqual(64 * 1024);
  });

  test("knows where its client is", () => {
    expect(socket.remoteAddress).toBe("127.0.0.1");
  });

  test("closes with a client that resets", async () => {
    client.resetAndDestroy();
    await new Promise((resolve) => socket.once("close", resolve));
    expect(socket.destroyed).toBe(true);
  });

  test("lets the server close once it has", async () => {
    const closed = once(server, "close");
    server.close();
    socket.destroy();
    await closed;
    expect(accepted.destroyed).toBe(true);
  });
});

test("a socket without a handle that can share a buffer is used as it is", async () => {
  const plain = createServer({ pauseOnConnect: true });
  plain.listen(0, "127.0.0.1");
  await once(plain, "listening");
  const other = connect((plain.address() as AddressInfo).port);
  const [given] = (await once(plain, "connection")) as [Socket];
  const handle = (given as unknown as { _handle: { useUserBuffer: unknown } })._handle;
  handle.useUserBuffer = undefined;
  const bytes: Buffer[] = [];
  expect(adoptSocket(given, (some) => bytes.push(some))).toBe(given);
  other.end("hello");
  await once(given, "end");
  expect(Buffer.concat(bytes).toString()).toBe("hello");
  other.destroy();
  plain.close();
});
