import { expect, test } from "vitest";
import { RedisStore, type RedisClient } from "../../src/session/redis-store.ts";

/** A client that keeps what it is asked, and answers alike every time. */
function recorder(reply: unknown): { sent: string[][]; client: RedisClient } {
  const sent: string[][] = [];
  return {
    sent,
    client: async (command) => {
      sent.push(command);
      return reply;
    },
  };
}

test("its commands are these", async () => {
  const { client, sent } = recorder("OK");
  const store = new RedisStore(client, { prefix: "app:" });
  await store.load("a");
  await store.save("a", "{}", 60, "create");
  await store.save("a", "{}", 60, "replace");
  await store.delete("a");
  expect(sent).toEqual([
    ["GET", "app:a"],
    ["SET", "app:a", "{}", "EX", "60"],
    ["SET", "app:a", "{}", "EX", "60", "XX"],
    ["DEL", "app:a"],
  ]);
});

test.each([
  ["text", "{}", "{}"],
  ["bytes", new TextEncoder().encode("{}"), "{}"],
  ["nothing", null, null],
])("an answer of %s is understood", async (_, reply, wanted) => {
  expect(await new RedisStore(recorder(reply).client).load("a")).toBe(wanted);
});

test("any other answer is a failure", async () => {
  await expect(new RedisStore(recorder(7).client).load("a")).rejects.toThrow("number");
});

test.each([undefined, null, {}, "redis://localhost"])("%j is no client", (client) => {
  expect(() => new RedisStore(client as RedisClient)).toThrow(
    expect.objectContaining({ code: "session-store" }),
  );
});
