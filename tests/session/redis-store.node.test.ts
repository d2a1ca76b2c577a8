// Against a real server, with the clients that programs have.
import { createClient } from "@redis/client";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RedisStore, type RedisClient } from "../../src/session/redis-store.ts";
import { startRedis, type RedisServer } from "./redis-server.ts";

let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());

interface Connection {
  readonly client: RedisClient;
  send(...command: string[]): Promise<unknown>;
  close(): void;
}

async function withNodeRedis(): Promise<Connection> {
  const client = createClient({ url: `redis://127.0.0.1:${server.port}` });
  await client.connect();
  return {
    client,
    send: (...command) => client.sendCommand(command),
    close: () => client.destroy(),
  };
}

async function withIoredis(): Promise<Connection> {
  const client = new Redis(server.port, "127.0.0.1", { maxRetriesPerRequest: 1 });
  return {
    client,
    send: (command = "", ...args) => client.call(command, ...args),
    close: () => client.disconnect(),
  };
}

describe.each([
  ["node-redis", withNodeRedis],
  ["ioredis", withIoredis],
])("with %s", (name, connect) => {
  let connection: Connection;
  let store: RedisStore;
  beforeAll(async () => {
    connection = await connect();
    store = new RedisStore(connection.client, { prefix: `${name}:` });
  });
  afterAll(() => connection.close());

  test("what was saved comes back, letter by letter", async () => {
    const text = '{"name":"Ünïcødé ☃ \\u0000","quote":"\\""}\r\n';
    await store.save("a", text, 60, "create");
    expect(await store.load("a")).toBe(text);
  });

  test("what was never saved is not there", async () => {
    expect(await store.load("nobody")).toBeNull();
  });

  test("Redis ends it in time", async () => {
    await store.save("b", "{}", 60, "create");
    const seconds = Number(await connection.send("TTL", `${name}:b`));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test("what was deleted is gone, and replacing does not bring it back", async () => {
    await store.save("c", "1", 60, "create");
    await store.delete("c");
    expect(await store.load("c")).toBeNull();
    await store.save("c", "2", 60, "replace");
    expect(await store.load("c")).toBeNull();
  });

  test("what is there is replaced", async () => {
    await store.save("d", "1", 60, "create");
    await store.save("d", "2", 60, "replace");
    expect(await store.load("d")).toBe("2");
  });
});
