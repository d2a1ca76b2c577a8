import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { ListenOptions } from "../../src/app/listen-options.ts";
import type { Server } from "../../src/runtimes/runtime.ts";
import { recordedLog, type RecordedLog } from "../core/recorded-log.ts";
import { rawClient } from "./raw-client.ts";

let log: RecordedLog;
let app: Hipflask;
let server: Server | undefined;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
  app.get("/hello", () => "hello");
});

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const listen = async (options: ListenOptions = {}): Promise<Server> => {
  server = await app.listen({ port: 0, ...options });
  return server;
};

describe("a server", () => {
  test("says where it listens: on this machine only, unless told otherwise", async () => {
    const { host, port, url } = await listen();
    expect(host).toBe("127.0.0.1");
    expect(port).toBeGreaterThan(0);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
  });

  test("says an IPv6 address as URLs need it", async () => {
    const { url, port } = await listen({ host: "::1" });
    expect(url).toBe(`http://[::1]:${port}`);
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
  });

  test("listens on a name", async () => {
    const { url } = await listen({ host: "localhost" });
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
  });

  test("takes limits and timeouts", async () => {
    const { url } = await listen({
      limits: { maxHeadBytes: 200 },
      timeouts: { headTimeoutMs: 100, idleTimeoutMs: 100 },
    });
    const long = await fetch(`${url}/hello`, { headers: { "x-long": "x".repeat(300) } });
    expect(long.status).toBe(431);
    const silent = await rawClient(url);
    expect(await silent.closed).toBe("");
    const slow = await rawClient(url);
    slow.send("GET /hello HT");
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("writes no log line unless in debug", async () => {
    const { url } = await listen();
    await fetch(`${url}/hello`);
    expect(log.entries).toEqual([]);
  });

  test("writes a line for each request in debug", async () => {
    const { url } = await listen({ debug: true });
    await fetch(`${url}/hello?a=1`);
    expect(log.entries).toEqual([
      ["info", expect.stringMatching(/^GET \/hello\?a=1 200 \d+\.\d ms 5 B$/)],
    ]);
  });
});

describe("debug", () => {
  test("that a program has set is kept", async () => {
    app.debug = true;
    await listen();
    expect(app.debug).toBe(true);
  });

  test("that an option says wins", async () => {
    app.debug = true;
    await listen({ debug: false });
    expect(app.debug).toBe(false);
  });
});

describe("close", () => {
  test("called twice waits for the same end", async () => {
    const { url, close } = await listen();
    await Promise.all([close(), close()]);
    await close();
    await expect(fetch(`${url}/hello`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  test("frees the port", async () => {
    const { port, close } = await listen();
    await close();
    const again = await listen({ port });
    expect(again.port).toBe(port);
  });

  test("answers what is in hand", async () => {
    let finish = (): void => {};
    let begun = (): void => {};
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    app.get("/slow", async () => {
      begun();
      await new Promise<void>((resolve) => (finish = resolve));
      return "done";
    });
    const { url, close } = await listen();
    const answer = fetch(`${url}/slow`);
    await hasBegun;
    const closed = close();
    finish();
    expect(await (await answer).text()).toBe("done");
    await closed;
  });

  test("gives up on a handler that does not end, after its time", async () => {
    let reason: unknown;
    let begun = (): void => {};
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    app.get("/never", async ({ signal }) => {
      signal.addEventListener("abort", () => (reason = signal.reason));
      begun();
      return new Promise<string>(() => {});
    });
    const { url, close } = await listen();
    const answer = fetch(`${url}/never`);
    answer.catch(() => {});
    await hasBegun;
    await close({ drainTimeoutMs: 50 });
    expect(reason).toEqual(new Error("the server is shutting down"));
    await expect(answer).rejects.toThrow("fetch failed");
  });
});

test("the signal of a request is aborted when its client goes away", async () => {
  let aborted = (): void => {};
  const hasAborted = new Promise<void>((resolve) => (aborted = resolve));
  app.get("/wait", async ({ signal }) => {
    signal.addEventListener("abort", () => aborted());
    return new Promise<string>(() => {});
  });
  const { port } = await listen();
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
  await once(socket, "connect");
  setTimeout(() => socket.resetAndDestroy(), 50);
  await hasAborted;
});

test("a stream that fails half-way cuts the connection, and is logged once", async () => {
  app.get("/rows", async function* rows() {
    yield 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error("disk gone");
  });
  const { url } = await listen();
  const client = await rawClient(url);
  client.send("GET /rows HTTP/1.1\r\nHost: a\r\n\r\n");
  const received = await client.closed.catch(() => client.received());
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(received).toContain("[1");
  expect(received).not.toMatch(/\r\n0\r\n\r\n$/);
  expect(log.entries).toEqual([["error", expect.any(String), new Error("disk gone")]]);
});

test("a stream that a shutdown cuts does not look whole", async () => {
  app.get("/rows", async function* rows() {
    for (let row = 0; ; row++) {
      yield row;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const { url, close } = await listen();
  const client = await rawClient(url);
  client.send("GET /rows HTTP/1.1\r\nHost: a\r\n\r\n");
  await client.until("[0");
  await close({ drainTimeoutMs: 50 });
  const received = await client.closed.catch(() => client.received());
  expect(received).not.toMatch(/\r\n0\r\n\r\n$/);
});
