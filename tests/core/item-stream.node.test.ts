// Streams over real sockets: clients that leave, that do not read, that are told of a failure; and everyone else.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { eventStream, ndjson } from "../../src/core/item-stream.ts";
import type { Server } from "../../src/runtimes/runtime.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;
let server: Server | undefined;
const sockets: Socket[] = [];

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.length = 0;
  await server?.close({ drainTimeoutMs: 1 });
  server = undefined;
});

/** A client that has sent a request, and what it has read. */
async function client(path: string, head = ""): Promise<{ socket: Socket; read(): string }> {
  server ??= await app.listen({ port: 0 });
  const socket = connect(server.port, "127.0.0.1");
  sockets.push(socket);
  let text = "";
  socket.setEncoding("latin1").on("data", (piece: string) => (text += piece));
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: h\r\n${head}\r\n`);
  return { socket, read: () => text };
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const never = new Promise<never>(() => {});

/** How clients leave. */
const leavings: [string, (socket: Socket) => unknown][] = [
  ["closes", (socket) => socket.destroy()],
  ["says that it has sent its last", (socket) => socket.end()],
  ["resets", (socket) => socket.resetAndDestroy()],
];

describe("a client that leaves", () => {
  test.each(leavings)("stops the source when it %s while items flow", async (_, leave) => {
    let finished = false;
    app.get("/", async function* () {
      try {
        for (let id = 0; ; id++) {
          yield { id };
          await pause(1);
        }
      } finally {
        finished = true;
      }
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain('{"id":1}');
    leave(socket);
    // One that only ends its side still reads.
    if (!socket.destroyed) setTimeout(() => socket.destroy(), 50);
    await expect.poll(() => finished, { timeout: 5_000 }).toBe(true);
    expect(log.entries).toEqual([]);
  });

  test.each(leavings)("fires the signal when it %s while the source waits", async (_, leave) => {
    let reason: unknown;
    app.get("/", async function* ({ signal }) {
      yield 1;
      await once(signal, "abort");
      reason = signal.reason as unknown;
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("[1");
    leave(socket);
    await expect.poll(() => reason).toBeInstanceOf(Error);
    expect(log.entries).toEqual([]);
  });

  test.each(leavings)("tells a source that waits for ever when it %s", async (_, leave) => {
    let returned = 0;
    app.get("/", () => {
      let id = 0;
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => (id++ === 0 ? Promise.resolve({ done: false, value: 1 }) : never),
          return: () => Promise.resolve({ done: true, value: void returned++ }),
        }),
      };
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("[1");
    leave(socket);
    await expect.poll(() => returned, { timeout: 3_000 }).toBe(1);
    await pause(20);
    expect([returned, log.entries.filter(([level]) => level !== "debug")]).toEqual([1, []]);
  });

  test.each(leavings)("tells a source that has not begun when it %s", async (_, leave) => {
    let returned = false;
    let asked = false;
    app.get("/", () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => ((asked = true), never),
        return: () => Promise.resolve({ done: true, value: void (returned = true) }),
      }),
    }));
    const { socket } = await client("/");
    await expect.poll(() => asked).toBe(true);
    leave(socket);
    await expect.poll(() => returned, { timeout: 3_000 }).toBe(true);
    expect(log.entries.filter(([level]) => level !== "debug")).toEqual([]);
  });

  test("is noticed by an event stream's heartbeat, if by nothing else", async () => {
    let returned = false;
    app.get("/", () =>
      eventStream(
        {
          [Symbol.asyncIterator]: () => ({
            next: () => never,
            return: () => Promise.resolve({ done: true, value: void (returned = true) }),
          }),
        },
        { heartbeatMs: 20 },
      ),
    );
    const { read, socket } = await client("/");
    await expect.poll(read).toContain(":\n\n");
    socket.destroy();
    await expect.poll(() => returned, { timeout: 900 }).toBe(true);
  });

  test("leaves a server that ends without waiting", async () => {
    app.get("/", async function* () {
      yield 1;
      await never;
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("[1");
    socket.resetAndDestroy();
    await once(socket, "close");
    const before = performance.now();
    await server?.close();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

test("a client that ends its side and reads on gets the whole stream", async () => {
  app.get("/", async function* () {
    for (let id = 0; id < 3; id++) {
      yield id;
      await pause(20);
    }
  });
  const { read, socket } = await client("/");
  socket.end();
  await once(socket, "close");
  expect(read().endsWith("0\r\n\r\n")).toBe(true);
});

test("a source is not asked ahead of a client that does not read", async () => {
  let taken = 0;
  const row = "x".repeat(1_000);
  app.get("/", async function* () {
    for (;;) {
      taken++;
      yield row;
    }
  });
  const { socket } = await client("/");
  socket.pause();
  // What the system's buffers hold, and nothing beyond.
  await expect
    .poll(
      async () => {
        const before = taken;
        await pause(100);
        return taken - before;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  const stalledAt = taken;
  expect(stalledAt).toBeGreaterThan(10);
  expect(stalledAt).toBeLessThan(30_000);
  await pause(300);
  expect(taken).toBe(stalledAt);
  socket.resume();
  await expect.poll(() => taken).toBeGreaterThan(stalledAt + 1_000);
});

test("200,000 rows take no more memory than a few", { timeout: 60_000 }, async () => {
  const count = 200_000;
  app.get("/<int:rows>", async function* ({ rows }) {
    for (let id = 0; id < rows; id++) {
      yield { id, name: `user ${id}`, email: `user${id}@example.com`, active: id % 2 === 0 };
    }
  });
  server = await app.listen({ port: 0 });
  const read = async (rows: number): Promise<number> => {
    const response = await fetch(`${server!.url}/${rows}`, {
      headers: { accept: "application/jsonl" },
    });
    let lines = 0;
    for await (const chunk of response.body!) for (const byte of chunk) if (byte === 10) lines++;
    return lines;
  };
  await read(20_000);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  expect(await read(count)).toBe(count);
  clearInterval(watch);
  // As one text the rows are 17 MB, as objects more; client and test runner live in this process too.
  expect((peak - before) / 2 ** 20).toBeLessThan(100);
});

describe("a source that fails half-way cuts the connection", () => {
  test.each([
    ["an array", "application/json", "[1\r\n"],
    ["lines", "application/x-ndjson", '"status":500,"instance":"/"}}\n\r\n'],
    ["events", "text/event-stream", '"status":500,"instance":"/"}\n\n\r\n'],
  ])("of %s, without the last chunk", async (_, accept, end) => {
    app.get("/", async function* () {
      yield 1;
      throw new Error("secret");
    });
    const { read, socket } = await client("/", `Accept: ${accept}\r\n`);
    await once(socket, "close");
    expect(read()).toContain("HTTP/1.1 200 OK");
    expect(read().endsWith(end)).toBe(true);
    expect(read()).not.toContain("secret");
    expect(log.entries).toEqual([["error", "GET / failed half-way", new Error("secret")]]);
  });

  test("once in the log, whatever was thrown", async () => {
    app.get("/", async function* () {
      yield 1;
      // oxlint-disable-next-line typescript/only-throw-error -- as programs do
      throw "text";
    });
    const { socket } = await client("/");
    await once(socket, "close");
    expect(log.entries).toHaveLength(1);
  });

  test("after its first item only: before, it is an answer, and the connection goes on", async () => {
    app.get("/", async function* () {
      yield* [];
      await pause(5);
      throw new Error("no table");
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain('"status":500');
    expect(read()).toContain("HTTP/1.1 500 Internal Server Error");
    socket.write("GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n");
    await expect.poll(read).toContain("HTTP/1.1 404 Not Found");
  });
});

describe("a shutdown", () => {
  test("lets a stream come to its end", async () => {
    app.get("/", async function* () {
      for (let id = 0; id < 5; id++) {
        yield id;
        await pause(20);
      }
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("[0");
    const closed = once(socket, "close");
    await server?.close();
    await closed;
    expect(read().endsWith("0\r\n\r\n")).toBe(true);
  });

  test("tells one that has none, which may say goodbye", async () => {
    app.get("/", ({ signal }) =>
      ndjson(
        (async function* () {
          yield "hello";
          await once(signal, "abort");
          yield "bye";
        })(),
      ),
    );
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("hello");
    const closed = once(socket, "close");
    await server?.close({ drainTimeoutMs: 50 });
    await closed;
    expect(read()).toContain('"bye"\n');
    expect(read().endsWith("0\r\n\r\n")).toBe(true);
  });

  test("ends one of events between two of them, and then tells its source", async () => {
    let told = false;
    app.get("/", ({ signal }) =>
      eventStream(
        (async function* () {
          yield "hello";
          await once(signal, "abort");
          told = true;
          yield "too late";
        })(),
      ),
    );
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("hello");
    const closed = once(socket, "close");
    await server?.close({ drainTimeoutMs: 20_000 });
    await closed;
    await expect.poll(() => told).toBe(true);
    expect(read()).not.toContain("too late");
    expect(read().endsWith("0\r\n\r\n")).toBe(true);
  });

  test("cuts one that does not hear, and runs its return", async () => {
    let returned = false;
    app.get("/", () => {
      let begun = false;
      return ndjson({
        [Symbol.asyncIterator]: () => ({
          next: () =>
            begun ? never : ((begun = true), Promise.resolve({ done: false, value: 1 })),
          return: () => Promise.resolve({ done: true, value: void (returned = true) }),
        }),
      });
    });
    const { read, socket } = await client("/");
    await expect.poll(read).toContain("1\n");
    const closed = once(socket, "close");
    await server?.close({ drainTimeoutMs: 50 });
    await closed;
    expect(returned).toBe(true);
    expect(read().endsWith("0\r\n\r\n")).toBe(false);
    expect(log.entries.filter(([level]) => level === "error")).toEqual([]);
  });
});

test("others are answered while lists that are never out of items stream", async () => {
  function* million(): Generator<unknown> {
    for (let id = 0; id < 1_000_000; id++) yield { id, name: "sweety" };
  }
  app.get("/rows", () => ndjson(million()));
  app.get("/ping", () => "pong");
  const streams = [await client("/rows"), await client("/rows"), await client("/rows")];
  await expect.poll(() => streams.every(({ read }) => read().length > 0)).toBe(true);
  const slowest: number[] = [];
  for (let i = 0; i < 5; i++) {
    const before = performance.now();
    expect(await (await fetch(`${server!.url}/ping`)).text()).toBe("pong");
    slowest.push(performance.now() - before);
  }
  // Alone, each stream has work for a second.
  expect(streams.some(({ read }) => read().endsWith("0\r\n\r\n"))).toBe(false);
  expect(Math.max(...slowest)).toBeLessThan(500);
});

test("no timer of a stream outlives it", async () => {
  app.get("/", () => eventStream([1, 2]));
  app.get("/fails", () => eventStream([1, Promise.reject(new Error("x"))]));
  app.get("/waits", () => eventStream([1, never]));
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  await client("/nowhere");
  const before = timers();
  const waiting = await client("/waits");
  await expect.poll(waiting.read).toContain("data: 1");
  expect(timers()).toBeGreaterThan(before);
  for (const path of ["/", "/fails", "/waits"]) {
    const { read, socket } = await client(path);
    await expect.poll(read).toContain("data: 1");
    socket.destroy();
  }
  waiting.socket.destroy();
  await expect.poll(timers, { timeout: 5_000 }).toBeLessThanOrEqual(before);
});
