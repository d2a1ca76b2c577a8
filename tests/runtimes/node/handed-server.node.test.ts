import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HeaderFields } from "../../../src/http/headers.ts";
import { HandedServer } from "../../../src/runtimes/node/handed-server.ts";
import { openFront } from "../../../src/runtimes/node/open-front.ts";
import { rawClient, type RawClient } from "../../app/raw-client.ts";

let door: Server;
let accepted: Socket[];
let release: () => void;
let until: Promise<void>;

const open = (server?: "node:http"): HandedServer => {
  const answer = { status: 200, headers: new HeaderFields(), body: "hello" };
  return new HandedServer(
    openFront({
      host: "127.0.0.1",
      port: 0,
      server,
      gateway: ({ target }) => (target === "/slow" ? until.then(() => answer) : answer),
      refuse: ({ status, detail }) => ({ ...answer, status, body: detail }),
      onError: () => {},
    }),
  );
};

const request = (target = "/"): string => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;

const arrive = async (): Promise<{ client: RawClient; socket: Socket }> => {
  const socket = new Promise<Socket>((resolve) => door.once("connection", resolve));
  const client = await rawClient(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return { client, socket: await socket };
};

beforeEach(async () => {
  accepted = [];
  until = new Promise((resolve) => (release = resolve));
  door = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  for (const socket of accepted) socket.destroy();
  door.close();
});

test.each([undefined, "node:http"] as const)(
  "answers on sockets that it is handed, and closes when the last is answered (server: %s)",
  async (kind) => {
    const server = open(kind);
    const { client, socket } = await arrive();
    server.take(socket);
    // As it comes from another process: reading.
    if (kind === "node:http") socket.resume();
    client.send(request("/slow"));
    const closing = server.close(5_000);
    // The drain closes who is idle after a moment; this one is not.
    await new Promise((resolve) => setTimeout(resolve, 400));
    release();
    expect(await client.closed).toMatch(/\r\n\r\n(?:5\r\n)?hello/);
    await closing;
  },
);

test("closes at once where there is nothing in hand", async () => {
  await open().close(5_000);
});

test("gives up sockets on which nothing is under way, and another goes on with them", async () => {
  const first = open();
  const { client, socket } = await arrive();
  const busy = await arrive();
  for (const each of [socket, busy.socket]) first.take(each);
  client.send(request());
  busy.client.send(request("/slow"));
  await client.until("hello");
  expect(first.release()).toEqual([socket]);
  expect(first.release()).toEqual([]);
  const closing = first.close(5_000);
  client.send(request());
  await new Promise((resolve) => setTimeout(resolve, 50));
  release();
  expect(await busy.client.closed).toContain("connection: close");
  await closing;
  expect(client.received().match(/hello/g)).toHaveLength(1);

  const second = open();
  second.take(socket);
  await client.until("hello");
  client.socket.end();
  expect((await client.closed).match(/hello/g)).toHaveLength(2);
  await second.close(5_000);
});

test("keeps what has begun to arrive", async () => {
  const server = open();
  const { client, socket } = await arrive();
  server.take(socket);
  client.send("GET / HT");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.release()).toEqual([]);
  client.send("TP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(await client.closed).toContain("hello");
  await server.close(5_000);
});
