import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { rawClient } from "../../app/raw-client.ts";
import { holdToContract } from "./contract.ts";
import { closeServersAfterEach, failures, get, start } from "./test-server.ts";

describe("the engine", () => {
  holdToContract(undefined, undefined);
});
describe("the engine over TLS", () => {
  holdToContract(undefined, "adhoc");
});

closeServersAfterEach();

const ask = async (url: string): Promise<string> => {
  const client = await rawClient(url);
  client.send(get("/", "Connection: close"));
  return client.closed;
};

const statusOf = (answer: string): number => Number(answer.split(" ")[1]);

describe("connections at a time", () => {
  test.each([["plain"], ["adhoc"]] as const)(
    "above the limit, %s, are told to come back",
    async (kind) => {
      const tls = kind === "adhoc" ? kind : undefined;
      const { url } = await start({ tls, limits: { maxConnections: 2 } });
      const clients = [await rawClient(url), await rawClient(url)];
      for (const client of clients) client.send(get("/in"));
      for (const client of clients) await client.until("/in");

      const third = await rawClient(url);
      third.send(get("/out"));
      expect(await third.closed).toMatch(
        /^HTTP\/1\.1 503 Service Unavailable\r\n[\s\S]*connection: close\r\n\r\ntoo-many-connections$/,
      );
      for (const client of clients) client.send(get("/still"));
      for (const client of clients) await client.until("/still");
      for (const client of clients) client.socket.destroy();
    },
  );

  test("below it again are served", async () => {
    const { url } = await start({ limits: { maxConnections: 1 } });
    expect(statusOf(await ask(url))).toBe(200);
    // The server hears of the end a little after the client.
    await expect.poll(async () => statusOf(await ask(url))).toBe(200);
  });

  test("0 lets nobody in", async () => {
    const { url } = await start({ limits: { maxConnections: 0 } });
    expect(await (await rawClient(url)).closed).toMatch(/^HTTP\/1\.1 503 /);
  });
});

describe("a peer that resets", () => {
  test.each([
    ["at once", ""],
    ["within a head", "GET / HT"],
    ["within a body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12"],
    ["after a request", get("/")],
    ["with more requests than it reads answers", get("/").repeat(2_000)],
  ])("%s is forgotten", async (_, text) => {
    const { url } = await start();
    const client = await rawClient(url);
    client.socket.on("error", () => {});
    client.socket.pause();
    client.send(text);
    await new Promise((resolve) => setImmediate(resolve));
    client.socket.resetAndDestroy();
    await once(client.socket, "close");
    expect(statusOf(await ask(url))).toBe(200);
    expect(failures).toEqual([]);
  });
});
