import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { expect, test } from "vitest";
import { HeaderFields, type UpgradedSocket } from "../../../src/gateway.ts";
import { handOver } from "../../../src/runtimes/node/http-upgrade.ts";
import { SharedEngine } from "../../../src/runtimes/node/shared-engine.ts";
import { SocketTransport } from "../../../src/runtimes/node/socket-transport.ts";
import { echo } from "./test-server.ts";

const failures: unknown[] = [];
const engine = new SharedEngine({
  host: "127.0.0.1",
  port: 0,
  gateway: echo,
  refuse: ({ status }) => ({ status, headers: new HeaderFields(), body: null }),
  onError: (error) => void failures.push(error),
});

/** A socket that another end has been handed over of. */
const handedOver = async (
  takeOver: (socket: UpgradedSocket) => void,
  signal: AbortSignal,
): Promise<Socket> => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => {});
  const [socket] = (await once(server, "connection")) as [Socket];
  server.close();
  const headers = new HeaderFields({ upgrade: "echo" });
  const transport = new SocketTransport(socket, "http", 1_000);
  handOver(
    transport,
    socket,
    engine,
    { status: 101, headers, body: null, takeOver },
    Buffer.from("early"),
    signal,
  );
  return client;
};

test("the head goes out first, and what came early is read first", async () => {
  const client = await handedOver((socket) => {
    void (async () => {
      for await (const bytes of socket.received) socket.write(bytes);
    })().catch(() => {});
  }, new AbortController().signal);
  let received = "";
  client.setEncoding("utf8").on("data", (text: string) => (received += text));
  await expect
    .poll(() => received)
    .toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\nupgrade: echo\r\n[\s\S]*\r\n\r\nearly$/);
  client.destroy();
});

test("what becomes of the request becomes of the connection", async () => {
  const controller = new AbortController();
  let signal: AbortSignal | undefined;
  const client = await handedOver((socket) => {
    ({ signal } = socket);
  }, controller.signal);
  controller.abort(new Error("the server is shutting down"));
  expect(signal?.reason).toEqual(new Error("the server is shutting down"));
  client.destroy();
});

test("a failure to take over is told, and cuts the connection", async () => {
  const client = await handedOver(() => {
    throw new Error("no");
  }, new AbortController().signal);
  client.resume();
  await once(client, "close");
  expect(failures).toEqual([new Error("no")]);
});
