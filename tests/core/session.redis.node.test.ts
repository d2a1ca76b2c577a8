// Sessions in a real Redis, as several processes of one application share them.
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Hipflask, RedisStore, sessionControls, type TestClient } from "../../src/index.ts";
import { startRedis, type RedisServer } from "../session/redis-server.ts";
import { secret } from "../session/secrets.ts";
import { recordedLog } from "./recorded-log.ts";

let server: RedisServer;
const clients: Redis[] = [];
beforeEach(async () => {
  server = await startRedis();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await server.stop();
});

/** One of the processes: its own application, its own connection. */
function processOf(log = recordedLog()): Hipflask {
  const client = new Redis(server.port, "127.0.0.1", {
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener it would print what the tests cause.
  client.on("error", () => {});
  clients.push(client);
  const store = new RedisStore(client);
  const app = new Hipflask({ secretKey: secret, session: { store }, log });
  app.post("/login", ({ session }) => {
    sessionControls(session).regenerate();
    session["since"] = new Date(0);
    return "in";
  });
  app.post("/logout", ({ session }) => {
    sessionControls(session).clear();
    return "out";
  });
  app.get("/", ({ session }) => ({ session }));
  return app;
}

const cookieOf = (client: TestClient): string => client.cookies.get("session") ?? "";

test("what one process saves, another reads, and ends", async () => {
  const one = processOf().testClient();
  const other = processOf().testClient();
  await one.post("/login");
  other.cookies.set("session", cookieOf(one));
  expect(await (await other.get("/")).json()).toEqual({
    session: { since: "1970-01-01T00:00:00.000Z" },
  });
  await other.post("/logout");
  expect(await (await one.get("/")).json()).toEqual({ session: {} });
  expect(await clients[0]?.keys("*")).toEqual([]);
});

test("an id from before a login is worth nothing after it", async () => {
  const client = processOf().testClient();
  await client.post("/login");
  const before = cookieOf(client);
  await client.post("/login");
  expect(cookieOf(client)).not.toBe(before);
  const thief = processOf().testClient();
  thief.cookies.set("session", before);
  expect(await (await thief.get("/")).json()).toEqual({ session: {} });
  expect(await clients[0]?.keys("*")).toHaveLength(1);
});

test("an outage is a 503 that keeps the cookie, and clients without a session do not notice", async () => {
  const log = recordedLog();
  const app = processOf(log);
  const client = app.testClient();
  await client.post("/login");
  const cookie = cookieOf(client);
  await server.stop();
  const response = await client.get("/");
  expect(response.status).toBe(503);
  expect(cookieOf(client)).toBe(cookie);
  expect(log.entries.flat()).toContain("the session store failed");
  expect((await app.testClient().get("/")).status).toBe(200);
});
