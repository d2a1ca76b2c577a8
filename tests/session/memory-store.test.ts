import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStore } from "../../src/session/memory-store.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

test("a session is there until its time has passed", async () => {
  const store = new MemoryStore();
  await store.save("a", "{}", 60, "create");
  vi.setSystemTime(1_000_000 + 59_999);
  expect(await store.load("a")).toBe("{}");
  vi.setSystemTime(1_000_000 + 60_000);
  expect(await store.load("a")).toBeNull();
});

test("saving begins its time anew", async () => {
  const store = new MemoryStore();
  await store.save("a", "1", 60, "create");
  vi.setSystemTime(1_000_000 + 50_000);
  await store.save("a", "2", 60, "replace");
  vi.setSystemTime(1_000_000 + 100_000);
  expect(await store.load("a")).toBe("2");
});

describe("what is gone is not brought back by replacing it", () => {
  test("if it was deleted", async () => {
    const store = new MemoryStore();
    await store.save("a", "1", 60, "create");
    await store.delete("a");
    await store.save("a", "2", 60, "replace");
    expect(await store.load("a")).toBeNull();
  });

  test("if its time has passed", async () => {
    const store = new MemoryStore();
    await store.save("a", "1", 60, "create");
    vi.setSystemTime(1_000_000 + 60_000);
    await store.save("a", "2", 60, "replace");
    expect(await store.load("a")).toBeNull();
  });
});

test("an id that is not there is deleted without complaint", async () => {
  await expect(new MemoryStore().delete("a")).resolves.toBeUndefined();
});

test("there are never more than maxSessions: the one saved longest ago goes", async () => {
  const store = new MemoryStore({ maxSessions: 2 });
  await store.save("a", "1", 60, "create");
  await store.save("b", "1", 60, "create");
  await store.save("a", "2", 60, "replace");
  await store.save("c", "1", 60, "create");
  expect(store.size).toBe(2);
  expect(await store.load("a")).toBe("2");
  expect(await store.load("b")).toBeNull();
});

test("what has ended is let go of while others are saved, though nobody asks for it", async () => {
  const store = new MemoryStore();
  for (let i = 0; i < 100; i++) await store.save(`old ${i}`, "{}", 1, "create");
  vi.setSystemTime(1_000_000 + 1_000);
  for (let i = 0; i < 60; i++) await store.save("new", "{}", 60, "create");
  expect(store.size).toBe(1);
});

test.each([0, -1, 1.5, Number.NaN, "7"])("maxSessions: %j is refused", (maxSessions) => {
  expect(() => new MemoryStore({ maxSessions: maxSessions as number })).toThrow(
    expect.objectContaining({ code: "session-option" }),
  );
});
