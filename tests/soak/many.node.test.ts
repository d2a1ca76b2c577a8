// Very many requests, and very many connections: what does a server hold of them?
// More of both: SOAK_REQUESTS=1000000 SOAK_CONNECTIONS=10000 npx vitest run tests/soak
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { growthBytes } from "./growth.ts";
import { SoakedServer } from "./soaked-server.ts";

const requests = Number(process.env["SOAK_REQUESTS"] ?? 100_000);
const connections = Number(process.env["SOAK_CONNECTIONS"] ?? 1_000);

let server: SoakedServer;
let sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await server.stop();
});

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

async function opened(): Promise<Socket> {
  const socket = connect(Number(server.url.port), server.url.hostname);
  sockets.push(socket);
  await once(socket, "connect");
  return socket;
}

/** Sends so many requests, sixteen at a time, and waits for as many answers. */
async function ask(socket: Socket, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 16) {
    let answers = 0;
    const answered = new Promise<void>((resolve) => {
      const take = (bytes: Buffer): void => {
        // Every answer has one body, and `ok` is in no head.
        for (let at = -1; (at = bytes.indexOf('"ok"', at + 1)) !== -1;) answers++;
        if (answers < 16) return;
        socket.off("data", take);
        resolve();
      };
      socket.on("data", take);
    });
    socket.write(get.repeat(16));
    await answered;
  }
}

test(`${requests} requests leave nothing behind`, async () => {
  server = await SoakedServer.start();
  const heap: number[] = [];
  const rounds = 10;
  for (let round = 0; round < rounds; round++) {
    const four = await Promise.all(Array.from({ length: 4 }, opened));
    await Promise.all(four.map((socket) => ask(socket, requests / rounds / four.length)));
    for (const socket of four) socket.destroy();
    heap.push((await server.sample()).heapBytes);
  }
  // Of the rounds in which nothing is new to the server any more. Ten bytes a request would be too much.
  const growth = growthBytes(heap.slice(3));
  console.log(`heap grew by ${growth.toFixed(0)} bytes in ${0.6 * requests} requests`);
  expect(growth).toBeLessThan(Math.max(512 * 1024, 0.6 * requests));
}, 600_000);

test(`${connections} idle connections cost a few kilobytes each`, async () => {
  server = await SoakedServer.start({ SOAK_IDLE_MS: "600000" });
  await ask(await opened(), 16);
  const before = await server.sample();
  for (let count = 0; count < connections; count += 100) {
    const some = await Promise.all(Array.from({ length: 100 }, opened));
    await Promise.all(some.map((socket) => ask(socket, 16)));
  }
  const after = await server.sample();
  const each = (key: "heapBytes" | "externalBytes" | "residentBytes"): number =>
    Math.round((after[key] - before[key]) / connections);
  console.log(
    `a connection holds ${each("heapBytes")} bytes of heap, ${each("externalBytes")} outside, ${each("residentBytes")} resident`,
  );
  expect(each("heapBytes")).toBeLessThan(8 * 1024);
  expect(each("externalBytes")).toBeLessThan(1024);
  // They are still good for something.
  await ask(sockets.at(-1)!, 16);
  expect(server.ended).toBe(false);
}, 600_000);
