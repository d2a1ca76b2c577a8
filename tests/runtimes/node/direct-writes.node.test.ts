import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adoptSocket } from "../../../src/runtimes/node/adopt-socket.ts";
import { DirectWrites } from "../../../src/runtimes/node/direct-writes.ts";

// Node 26 makes the request of a write only when it needs one.
const isKnown = Number.parseInt(process.versions.node, 10) < 26;

let server: Server;
let client: Socket;
let socket: Socket;
let writes: DirectWrites;

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
  client.on("error", () => {});
  const [accepted] = (await once(server, "connection")) as [Socket];
  socket = adoptSocket(accepted, () => {});
  socket.on("error", () => {});
  writes = new DirectWrites(socket);
  // The first one in a process may have to go through the stream.
  if (writes.write("0", "latin1") === null) socket.write("0", "latin1");
  await once(client, "data");
});

afterEach(() => {
  client.destroy();
  socket.destroy();
  server.close();
});

async function read(length: number): Promise<Buffer> {
  const bytes: Buffer[] = [];
  while (Buffer.concat(bytes).length < length) {
    bytes.push(((await once(client, "data")) as [Buffer])[0]);
  }
  return Buffer.concat(bytes);
}

// As long as the peer reads nothing, the system takes only so much.
function fill(): void {
  client.pause();
  while (writes.write("x".repeat(10_000), "latin1") === true);
}

describe.runIf(isKnown)("a text that is written past the stream", () => {
  test("is taken at once where the peer reads", async () => {
    expect(writes.write("hello", "latin1")).toBe(true);
    expect(String(await read(5))).toBe("hello");
    expect(socket.writableLength).toBe(0);
  });

  test("arrives in the encoding that is asked for", async () => {
    writes.write("ü", "latin1");
    writes.write("ü€", "utf8");
    expect(await read(6)).toEqual(Buffer.from([0xfc, 0xc3, 0xbc, 0xe2, 0x82, 0xac]));
  });

  test("is left to the stream when it is longer than the system is sure to be tried with", () => {
    expect(writes.write("x".repeat(16 * 1024 + 1), "latin1")).toBeNull();
    expect(writes.write("€".repeat(6 * 1024), "utf8")).toBeNull();
  });

  test("is left to the stream as long as that holds something", () => {
    socket.cork();
    socket.write("first");
    expect(writes.write("second", "latin1")).toBeNull();
  });

  test("waits for a peer that does not read, and says when it is taken", async () => {
    fill();
    const drained = once(socket, "drain");
    client.resume();
    await drained;
    expect(writes.write("more", "latin1")).toBe(true);
  });

  test("keeps its place behind one that waits", async () => {
    let received = "";
    client.on("data", (bytes: Buffer) => (received += bytes.toString("latin1")));
    fill();
    writes.write("a", "latin1");
    socket.write("b");
    writes.write("c", "latin1");
    socket.end("d");
    client.resume();
    await once(client, "end");
    expect(received.slice(-4).replaceAll("x", "")).toMatch(/^ab(c)?d$/);
  });

  test("that waits is lost with its peer, and the socket closes", async () => {
    fill();
    client.resetAndDestroy();
    await new Promise((resolve) => socket.once("close", resolve));
    expect(socket.destroyed).toBe(true);
    expect(writes.write("late", "latin1")).toBeNull();
  });

  test("closes the socket when the peer has reset it", async () => {
    socket.pause();
    client.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    let mayGoOn: boolean | null = true;
    while (mayGoOn === true && !socket.destroyed) {
      mayGoOn = writes.write("x", "latin1");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(socket.destroyed).toBe(true);
  });

  test("a thousand that wait are each taken once, in order", async () => {
    let received = "";
    client.on("data", (bytes: Buffer) => (received += bytes.toString("latin1")));
    fill();
    const sent = Array.from({ length: 1_000 }, (_, i) => `<${i}>`);
    for (const text of sent) expect(writes.write(text, "latin1")).toBe(false);
    client.resume();
    while (!received.endsWith("<999>")) await once(client, "data");
    expect(received.slice(received.indexOf("<0>"))).toBe(sent.join(""));
  });
});

test("without a handle there is nothing to write to", async () => {
  socket.destroy();
  await once(socket, "close");
  expect(writes.write("x", "latin1")).toBeNull();
});

test.skipIf(isKnown)("a runtime that writes in another way is left to itself", () => {
  expect(writes.write("x", "latin1")).toBeNull();
  expect(
    Object.hasOwn((socket as unknown as { _handle: object })._handle, "writeLatin1String"),
  ).toBe(false);
});
