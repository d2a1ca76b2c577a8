// What becomes of streams when a server closes.
import { EventEmitter, on, once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { eventStream, ndjson } from "../../src/core/item-stream.ts";
import { Response } from "../../src/core/response.ts";
import type { Server } from "../../src/runtimes/runtime.ts";
import { rawClient } from "./raw-client.ts";

let server: Server | undefined;

afterEach(async () => {
  await server?.close({ drainTimeoutMs: 1 });
  server = undefined;
});

// Far longer than any test may take: who waits for it fails.
const drainTimeoutMs = 600_000;

describe.each([undefined, "node:http"] as const)("a server that closes (%s)", (kind) => {
  const bus = new EventEmitter();
  let stopped: string[];

  const start = async (): Promise<string> => {
    stopped = [];
    const app = new Hipflask();
    async function* news(signal: AbortSignal): AsyncGenerator<unknown> {
      try {
        yield "hello";
        for await (const [item] of on(bus, "item", { signal })) yield item;
      } finally {
        stopped.push("news");
      }
    }
    app.get("/events", ({ signal }) => eventStream(news(signal)));
    app.get("/negotiated", ({ signal }) => news(signal));
    app.get("/lines", () =>
      ndjson(
        (async function* lines() {
          yield 1;
          await once(bus, "more");
          yield 2;
        })(),
      ),
    );
    app.get("/download", () => {
      async function* parts(): AsyncGenerator<string> {
        yield "half";
        await once(bus, "more");
        yield " and half";
      }
      return new Response(parts());
    });
    server = await app.listen({ port: 0, server: kind });
    return server.url;
  };

  test("ends event streams that have no end, and waits for none of them", async () => {
    const url = await start();
    const head = (path: string): string =>
      `GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n`;
    const clients = [];
    for (const path of ["/events", "/negotiated", "/events?idle"]) {
      const client = await rawClient(url);
      client.send(head(path));
      await client.until('data: "hello"');
      clients.push(client);
    }
    bus.emit("item", { id: 7 });
    for (const client of clients) await client.until('data: {"id":7}');
    await server?.close({ drainTimeoutMs });
    for (const client of clients) {
      // The last chunk: the client was told that this was all, and comes back by itself.
      expect(await client.closed).toMatch(/\r\n0\r\n\r\n$/);
    }
    await expect.poll(() => stopped).toEqual(["news", "news", "news"]);
  });

  test.each([
    ["/lines", "1\n2\n"],
    ["/download", "half and half"],
  ])("waits for a stream that has an end: %s", async (path, whole) => {
    const url = await start();
    const response = await fetch(`${url}${path}`);
    const text = response.text();
    const closing = server?.close({ drainTimeoutMs });
    await untilRefused(url);
    bus.emit("more");
    expect(await text).toBe(whole);
    await closing;
  });
});

/** Waits until nobody listens there any more. */
async function untilRefused(url: string): Promise<void> {
  for (;;) {
    const client = await rawClient(url).catch(() => null);
    if (client === null) return;
    client.socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
