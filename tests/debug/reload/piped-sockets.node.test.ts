import { statSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { pipeSocket, socketFolder } from "../../../src/debug/reload/piped-sockets.ts";
import { rawClient, type RawClient } from "../../app/raw-client.ts";

const path = join(socketFolder(), "program.sock");
const servers: Server[] = [];

const listen = (place: object, answer: (socket: Socket) => void): Promise<Server> => {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, answer);
  servers.push(server);
  return new Promise((resolve) => server.listen(place, () => resolve(server)));
};

const client = async (answer: (socket: Socket) => void): Promise<RawClient> => {
  const server = await listen({ port: 0, host: "127.0.0.1" }, answer);
  return rawClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("the folder of the sockets is this user's alone", () => {
  expect(statSync(socketFolder()).mode & 0o777).toBe(0o700);
  expect(socketFolder()).toBe(socketFolder());
});

test("what a client sends reaches the program, and what that sends the client", async () => {
  await listen({ path }, (socket) => {
    socket.pipe(socket);
  });
  const echoed = await client((socket) => pipeSocket(socket, path, () => {}));
  echoed.send("hello");
  await echoed.until("hello");
  echoed.socket.end("bye");
  expect(await echoed.closed).toBe("hellobye");
});

test("where the program is not there, nothing of the client is lost", async () => {
  const waiting = await client((socket) => {
    pipeSocket(socket, path, () => socket.pipe(socket));
  });
  waiting.socket.end("hello");
  expect(await waiting.closed).toBe("hello");
});

test("a program that breaks off takes the client with it", async () => {
  await listen({ path }, (socket) => void socket.destroy());
  const cut = await client((socket) => pipeSocket(socket, path, () => {}));
  expect(await cut.closed.catch(() => "")).toBe("");
});
