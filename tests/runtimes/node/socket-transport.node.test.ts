import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SocketTransport } from "../../../src/runtimes/node/socket-transport.ts";

let server: Server;
let client: Socket;
let accepted: Socket;
let received: Buffer[];

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  received = [];
  client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("data", (bytes: Buffer) => void received.push(bytes));
  [accepted] = (await once(server, "connection")) as [Socket];
});

afterEach(() => {
  client.destroy();
  accepted.destroy();
  server.close();
});

const transportOf = (stallTimeoutMs = 1_000): SocketTransport =>
  new SocketTransport(accepted, "http", stallTimeoutMs);

describe("a socket as a transport", () => {
  test("knows its scheme and its peer", () => {
    expect(transportOf().scheme).toBe("http");
    expect(transportOf().remoteAddress).toBe("127.0.0.1");
  });

  test("writes text in the encoding that is asked for", async () => {
    const transport = transportOf();
    transport.write("ü", "latin1");
    transport.write("ü", "utf8");
    transport.end();
    await once(client, "end");
    expect(Buffer.concat(received)).toEqual(Buffer.from([0xfc, 0xc3, 0xbc]));
  });

  test("writes bytes between texts, in order and in one piece", async () => {
    const transport = transportOf();
    transport.writeBytes("head ", new Uint8Array([0, 255]), " after");
    transport.end();
    await once(client, "end");
    expect(Buffer.concat(received)).toEqual(Buffer.from("head \x00\xff after", "latin1"));
    expect(received).toHaveLength(1);
  });

  test("end lets the peer go on sending", async () => {
    const transport = transportOf();
    transport.end();
    await once(client, "end");
    expect(accepted.destroyed).toBe(false);
  });

  test("pause and resume hold back and let through", async () => {
    const transport = transportOf();
    let seen = "";
    accepted.setEncoding("utf8").on("data", (text: string) => (seen += text));
    transport.pause();
    client.write("hello");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toBe("");
    transport.resume();
    await once(accepted, "data");
    expect(seen).toBe("hello");
  });

  test("a peer that does not read is noticed", async () => {
    const transport = transportOf(50);
    client.pause();
    let mayGoOn = true;
    while (mayGoOn) mayGoOn = transport.writeBytes("", new Uint8Array(1_000_000), "");
    await once(accepted, "timeout");
  });

  test("a peer that reads again is not", async () => {
    const transport = transportOf(200);
    let timeouts = 0;
    accepted.on("timeout", () => timeouts++);
    accepted.on("drain", () => transport.drained());
    transport.write("x".repeat(10_000_000), "latin1");
    await once(accepted, "drain");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(timeouts).toBe(0);
  });
});
