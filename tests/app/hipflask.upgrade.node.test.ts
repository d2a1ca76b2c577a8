import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { upgrade } from "../../src/core/upgrade.ts";
import type { Server } from "../../src/runtimes/runtime.ts";
import { rawClient, type RawClient } from "./raw-client.ts";

let server: Server | undefined;

afterEach(async () => {
  await server?.close({ drainTimeoutMs: 1 });
  server = undefined;
});

// RFC 6455 §1.3: with this a server proves that it has understood the handshake.
const acceptOf = (key: string): string =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

let aborted: unknown;

const start = async (tls?: "adhoc"): Promise<Server> => {
  const app = new Hipflask();
  app.get("/socket", ({ headers }) =>
    upgrade(
      "websocket",
      async (socket) => {
        socket.signal.addEventListener("abort", () => {
          aborted = socket.signal.reason;
        });
        for await (const bytes of socket.received) {
          if (!socket.write(bytes)) await socket.drained();
        }
        socket.end();
      },
      { headers: { "sec-websocket-accept": acceptOf(headers.get("sec-websocket-key") ?? "") } },
    ),
  );
  server = await app.listen({ port: 0, tls });
  return server;
};

const handshake =
  "GET /socket HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

const connected = async (url: string, first = ""): Promise<RawClient> => {
  const client = await rawClient(url);
  client.socket.setEncoding("latin1");
  client.send(handshake + first);
  await client.until("\r\n\r\n");
  return client;
};

describe.each([["plain"], ["adhoc"]] as const)("an upgraded connection, %s", (kind) => {
  const tls = kind === "adhoc" ? kind : undefined;

  test("answers the handshake of a WebSocket, and carries bytes both ways", async () => {
    const client = await connected((await start(tls)).url, "early");
    // The answer to the key of RFC 6455 §1.3.
    expect(client.received()).toContain("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
    await client.until("\r\n\r\nearly");
    client.send("later");
    await client.until("earlylater");
    client.socket.end();
    expect(await client.closed).toMatch(/earlylater$/);
  });

  test("carries more than anybody buffers, in order, when its peer reads at last", async () => {
    const client = await connected((await start(tls)).url);
    client.socket.pause();
    const sent = "0123456789".repeat(400_000);
    client.socket.end(sent);
    await new Promise((resolve) => setTimeout(resolve, 100));
    client.socket.resume();
    const received = (await client.closed).split("\r\n\r\n")[1];
    expect(received === sent).toBe(true);
  });

  test("is waited for by a shutdown, then told, then cut", async () => {
    const { url, close } = await start(tls);
    const client = await connected(url, "x");
    await client.until("\r\n\r\nx");
    client.socket.on("error", () => {});
    await close({ drainTimeoutMs: 400 });
    expect(aborted).toEqual(new Error("the server is shutting down"));
    server = undefined;
  });
});
