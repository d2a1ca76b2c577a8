// Clients that mean harm, or merely leave; handlers that fail late. Over real sockets.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { HeaderFields, type Gateway, type Incoming, type Outgoing } from "../../../src/gateway.ts";
import { rawClient } from "../../app/raw-client.ts";
import { closeServersAfterEach, failures, get, start } from "./test-server.ts";

closeServersAfterEach();

const answer = (body: Outgoing["body"], status = 200): Outgoing => ({
  status,
  headers: new HeaderFields(),
  body,
});

const never = new Promise<never>(() => {});

/** A gateway with one of each kind of work. */
function working(): { gateway: Gateway; seen: { signals: AbortSignal[]; events: string[] } } {
  const seen = { signals: [] as AbortSignal[], events: [] as string[] };
  const gateway = async (incoming: Incoming): Promise<Outgoing> => {
    seen.signals.push(incoming.signal);
    switch (incoming.target) {
      case "/never":
        return never;
      case "/throws-late":
        return answer(throwsLate());
      case "/endless":
        return answer(endless());
      case "/upload":
        return upload(incoming);
      default:
        return answer(incoming.hasBody ? await incoming.readBody(1_000) : incoming.target);
    }
  };
  async function* throwsLate(): AsyncGenerator<string> {
    yield "begun";
    throw new Error("too late");
  }
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        seen.events.push("made");
        yield new Uint8Array(64 * 1024);
      }
    } finally {
      seen.events.push("told to stop");
    }
  }
  async function upload(incoming: Incoming): Promise<Outgoing> {
    let length = 0;
    try {
      for await (const slice of incoming.streamBody(1e9)) length += slice.length;
    } catch (error) {
      seen.events.push((error as { code: string }).code);
    }
    return answer(String(length));
  }
  return { gateway, seen };
}

const post = (target: string, fields: string): string =>
  `POST ${target} HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n`;

async function isAnswered(url: string): Promise<boolean> {
  const client = await rawClient(url);
  client.send(get("/fine", "Connection: close"));
  return (await client.closed).endsWith("\r\n\r\n/fine");
}

describe("a client that resets", () => {
  const message = `${post("/upload", "Transfer-Encoding: chunked")}3\r\nabc\r\n0\r\n\r\n${get("/endless")}`;

  test("after any byte of what it sends leaves nothing behind", async () => {
    const { gateway } = working();
    const server = await start({ gateway });
    const sockets: Socket[] = [];
    for (let length = 0; length <= message.length; length++) {
      const { socket } = await rawClient(server.url);
      socket.on("error", () => {});
      socket.write(message.slice(0, length));
      sockets.push(socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await isAnswered(server.url)).toBe(true);
    // With nothing in hand, a server closes at once; each of these would hold it up.
    const began = performance.now();
    await server.close({ drainTimeoutMs: 20_000 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(failures).toEqual([]);
  });
});

describe("a client that leaves", () => {
  test("before the answer fires the signal, and the answer goes nowhere", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway });
    const client = await rawClient(url);
    client.send(get("/never"));
    await expect.poll(() => seen.signals.length).toBe(1);
    client.socket.destroy();
    await expect.poll(() => seen.signals[0]!.aborted).toBe(true);
    expect(failures).toEqual([]);
  });

  test("within an endless answer has its source told to stop", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway });
    const client = await rawClient(url);
    client.socket.on("error", () => {});
    client.send(get("/endless"));
    await client.until("HTTP/1.1 200 OK");
    client.socket.destroy();
    await expect.poll(() => seen.events.at(-1)).toBe("told to stop");
    expect(failures).toEqual([]);
  });

  test("within an upload is heard of by whoever reads it", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway });
    const client = await rawClient(url);
    client.send(`${post("/upload", "Content-Length: 1000000")}half`);
    await expect.poll(() => seen.signals.length).toBe(1);
    client.socket.destroy();
    await expect.poll(() => seen.events).toEqual(["body-incomplete"]);
    expect(failures).toEqual([]);
  });
});

describe("a client that is slow", () => {
  test("to send its head is refused in time, though it sends on; others are served meanwhile", async () => {
    const { url } = await start({ timeouts: { headTimeoutMs: 400 } });
    const slow = await Promise.all(Array.from({ length: 100 }, () => rawClient(url)));
    for (const { send, socket } of slow) {
      socket.on("error", () => {});
      send("GET / HTTP/1.1\r\n");
    }
    const drip = setInterval(() => {
      for (const { send, socket } of slow) if (!socket.destroyed) send("X: y\r\n");
    }, 50);
    expect(await isAnswered(url)).toBe(true);
    const answers = await Promise.all(slow.map(({ closed }) => closed)).finally(() =>
      clearInterval(drip),
    );
    for (const text of answers) expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("to send its body is refused once its rate is too low", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway, timeouts: { bodyGraceMs: 200 } });
    const client = await rawClient(url);
    client.socket.on("error", () => {});
    client.send(post("/upload", "Content-Length: 1000000"));
    const drip = setInterval(() => client.send("x"), 50);
    await client.closed.finally(() => clearInterval(drip));
    expect(seen.events).toEqual(["body-too-slow"]);
  });

  test("to read stops the source of its answer, after what fits into the buffers between", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway });
    const client = await rawClient(url);
    client.socket.pause();
    client.send(get("/endless"));
    // Until nothing is made any more: then the buffers are full.
    let made = -1;
    while (made !== seen.events.length) {
      made = seen.events.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // The system's buffers take some megabytes on loopback; without an end there would be hundreds.
    expect(made * 64 * 1024).toBeLessThan(32 * 1024 * 1024);
    client.socket.destroy();
    await expect.poll(() => seen.events.at(-1)).toBe("told to stop");
  });
});

describe("a handler", () => {
  test("that is slower than its upload keeps the client waiting", async () => {
    const slow: Gateway = async (incoming) => {
      for await (const slice of incoming.streamBody(1e9)) {
        void slice;
        await never;
      }
      return answer("never");
    };
    const { url } = await start({ gateway: slow });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(post("/", "Content-Length: 1000000000"));
    let queued = 0;
    const block = Buffer.alloc(1024 * 1024);
    // Once the buffers are full, nothing drains any more.
    for (;;) {
      queued += block.length;
      if (socket.write(block)) continue;
      const drained = once(socket, "drain").then(() => true);
      const stuck = new Promise<false>((resolve) => setTimeout(resolve, 1_000, false));
      if (!(await Promise.race([drained, stuck]))) break;
      expect(queued).toBeLessThan(64 * block.length);
    }
    socket.destroy();
  });

  test("that does not answer in time is answered for with 503, and its signal fires", async () => {
    const { gateway, seen } = working();
    const { url } = await start({ gateway, timeouts: { handlerTimeoutMs: 100 } });
    const client = await rawClient(url);
    client.send(get("/never"));
    expect(await client.closed).toMatch(/^HTTP\/1\.1 503 .*handler-timeout$/s);
    expect(seen.signals[0]!.aborted).toBe(true);
  });

  test("that throws once its answer has begun cuts the connection, and is reported", async () => {
    const { gateway } = working();
    const { url } = await start({ gateway });
    const client = await rawClient(url);
    client.socket.on("error", () => {});
    client.send(get("/throws-late") + get("/"));
    await client.closed.catch(() => {});
    expect(client.received()).toContain("5\r\nbegun\r\n");
    expect(client.received()).not.toContain("0\r\n\r\n");
    expect(failures).toEqual([new Error("too late")]);
  });

  test("may take the connection over for another protocol", async () => {
    const shouting: Gateway = (incoming) => ({
      status: 101,
      headers: new HeaderFields({ upgrade: incoming.upgrade! }),
      body: null,
      takeOver: async (socket) => {
        for await (const bytes of socket.received) {
          socket.write(Buffer.from(Buffer.from(bytes).toString().toUpperCase()));
        }
        socket.end();
      },
    });
    const { url } = await start({ gateway: shouting });
    const client = await rawClient(url);
    client.send(`${get("/", "Connection: Upgrade", "Upgrade: Shout")}early `);
    await client.until("EARLY ");
    client.send("late");
    await client.until("LATE");
    client.socket.end();
    expect(await client.closed).toMatch(
      /^HTTP\/1\.1 101 Switching Protocols\r\nupgrade: shout\r\n.*connection: upgrade\r\n\r\nEARLY LATE$/s,
    );
  });
});
