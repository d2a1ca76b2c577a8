// What a client may rely on, whichever server reads and writes the messages: one list of promises, for both.
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { HeaderFields, type BodyError, type Gateway, type Outgoing } from "../../../src/gateway.ts";
import type { ListenOptions, Server } from "../../../src/runtimes/runtime.ts";
import { startLoad } from "../../app/load.ts";
import { rawClient } from "../../app/raw-client.ts";
import { closeServersAfterEach, failures, get, start as startServer } from "./test-server.ts";

const plain = (body: Outgoing["body"], status = 200): Outgoing => ({
  status,
  headers: new HeaderFields({ "content-type": "text/plain" }),
  body,
});

let aborted: unknown;
let returned = 0;

async function* endless(): AsyncGenerator<string> {
  try {
    for (let line = 0; ; line++) {
      yield `line ${line}\n`;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    returned++;
  }
}

async function* broken(): AsyncGenerator<string> {
  yield "half";
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new Error("disk gone");
}

const gateway: Gateway = async (incoming) => {
  const { authority, hasBody, headers, method, scheme, signal, target, upgrade } = incoming;
  switch (target) {
    case "/seen":
      return plain(
        JSON.stringify({ method, target, scheme, authority, hasBody, x: headers.get("x-a") }),
      );
    case "/body":
      try {
        return plain(`got ${(await incoming.readBody(10)).length}`);
      } catch (error) {
        const { code, status } = error as BodyError;
        return plain(code, status);
      }
    case "/stream-body": {
      let length = 0;
      for await (const slice of incoming.streamBody(1_000_000)) length += slice.length;
      return plain(`streamed ${length}`);
    }
    case "/endless":
      return plain(endless());
    case "/broken":
      return plain(broken());
    case "/throws":
      throw new Error("broken gateway");
    case "/cookies": {
      const answer = new HeaderFields();
      answer.append("set-cookie", "a=1");
      answer.append("set-cookie", "b=2");
      return { status: 204, headers: answer, body: null };
    }
    case "/wait":
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      aborted = signal.reason;
      return plain("too late");
    case "/slow":
      await new Promise((resolve) => setTimeout(resolve, 400));
      return plain("slow done");
    case "/socket":
      if (upgrade !== "echo") return plain("upgrade", 426);
      return {
        status: 101,
        headers: new HeaderFields({ upgrade: "echo" }),
        body: null,
        takeOver: (socket) => {
          void (async () => {
            for await (const bytes of socket.received) socket.write(bytes);
            socket.end();
          })().catch(() => {});
        },
      };
    default:
      return plain("é ok");
  }
};

/** Holds a server to the contract. */
export function holdToContract(server: ListenOptions["server"], tls: "adhoc" | undefined): void {
  const start = async (options: Partial<ListenOptions> = {}): Promise<Server> =>
    startServer({ gateway, server, tls, ...options });

  const ask = async (text: string, options: Partial<ListenOptions> = {}): Promise<string> => {
    const client = await rawClient((await start(options)).url);
    client.send(text);
    return client.closed;
  };
  const last = "Connection: close";

  closeServersAfterEach();

  describe("requests", () => {
    test("are answered in order on one connection", async () => {
      const client = await rawClient((await start()).url);
      client.send(get("/a") + get("/cookies") + get("/seen"));
      await client.until('"target":"/seen"');
      expect(client.received().match(/HTTP\/1\.1 \d+/g)).toEqual([
        "HTTP/1.1 200",
        "HTTP/1.1 204",
        "HTTP/1.1 200",
      ]);
      client.socket.destroy();
    });

    test("are seen as they were sent", async () => {
      const answer = await ask(get("/seen", "X-A: 1", last));
      expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toEqual({
        method: "GET",
        target: "/seen",
        scheme: tls === undefined ? "http" : "https",
        authority: "a",
        hasBody: false,
        x: "1",
      });
    });

    test("with HEAD get the fields of GET, and no body", async () => {
      const answer = await ask(`HEAD / HTTP/1.1\r\nHost: a\r\n${last}\r\n\r\n`);
      expect(answer).toMatch(/^content-length: 5\r$/im);
      expect(answer).toMatch(/\r\n\r\n$/);
    });

    test("that are none are refused", async () => {
      expect(await ask("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    });

    test.each([
      ["a head", { maxHeadBytes: 1_000 }, get("/", `x: ${"x".repeat(2_000)}`), 431],
      [
        "the count of fields",
        { maxHeaderCount: 5 },
        get("/", ...Array.from({ length: 9 }, (_, i) => `x${i}: 1`)),
        431,
      ],
      ["the target", { maxTargetBytes: 50 }, get(`/${"x".repeat(60)}`), 414],
      ["connections", { maxConnections: 0 }, get("/"), 503],
    ])("above the limit of %s are refused", async (_, limits, text, status) => {
      expect(await ask(text, { limits })).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    });

    test("whose gateway throws get a 500, and the failure is told", async () => {
      expect(await ask(get("/throws"))).toMatch(/^HTTP\/1\.1 500 [\s\S]*gateway-failed/);
      expect(failures).toEqual([new Error("broken gateway")]);
    });

    test("that do not come in time get a 408", async () => {
      const timeouts = { headTimeoutMs: 60, requestTimeoutMs: 60, idleTimeoutMs: 60 };
      expect(await ask("GET / HT", { timeouts })).toMatch(/^HTTP\/1\.1 408 /);
    });
  });

  describe("bodies", () => {
    const post = (target: string, body: string, ...fields: string[]): string =>
      [
        "POST ",
        target,
        " HTTP/1.1\r\nHost: a\r\n",
        ...fields.map((field) => `${field}\r\n`),
        "\r\n",
        body,
      ].join("");

    test.each([
      ["with a length", post("/body", "12345", "Content-Length: 5", last), "got 5"],
      [
        "in chunks",
        post("/body", "3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked", last),
        "got 3",
      ],
      ["that are empty", post("/body", "", "Content-Length: 0", last), "got 0"],
      [
        "as a stream",
        post("/stream-body", "x".repeat(200_000), "Content-Length: 200000", last),
        "streamed 200000",
      ],
    ])("%s are read", async (_, text, body) => {
      const answer = await ask(text);
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer.split("\r\n\r\n").at(-1)).toContain(body);
    });

    test.each([
      ["by length", post("/body", "", "Content-Length: 11")],
      ["in chunks", post("/body", "f\r\n123456789012345\r\n", "Transfer-Encoding: chunked")],
    ])("above the limit, %s, are refused, and the connection closes", async (_, text) => {
      const answer = await ask(text);
      expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*body-too-large/);
      expect(answer).toMatch(/^connection: close\r$/im);
    });

    test("are asked for where the client waits for that", async () => {
      const client = await rawClient((await start()).url);
      client.send(post("/body", "", "Content-Length: 5", "Expect: 100-continue", last));
      await client.until("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("12345");
      expect(await client.closed).toContain("got 5");
    });
  });

  describe("answers", () => {
    test("say their length in bytes", async () => {
      expect(await ask(get("/", last))).toMatch(/content-length: 5\r\n[\s\S]*\r\n\r\né ok$/i);
    });

    test("may have a field several times", async () => {
      const answer = await ask(get("/cookies", last));
      expect(answer).toMatch(/set-cookie: a=1\r\nset-cookie: b=2\r\n/i);
      expect(answer).not.toMatch(/content-length/i);
    });

    test("that are streamed stop when the client leaves", async () => {
      const before = returned;
      const client = await rawClient((await start()).url);
      client.send(get("/endless"));
      await client.until("line 3\n");
      client.socket.destroy();
      await expect.poll(() => returned).toBe(before + 1);
    });

    test("that fail half-way do not look whole", async () => {
      const client = await rawClient((await start()).url);
      client.send(get("/broken"));
      const received = await client.closed.catch(() => client.received());
      expect(received).toContain("half");
      expect(received).not.toMatch(/\r\n0\r\n\r\n$/);
      expect(failures).toEqual([new Error("disk gone")]);
    });

    test("nobody waits for are not made: the signal says so", async () => {
      aborted = undefined;
      const client = await rawClient((await start()).url);
      client.socket.on("error", () => {});
      client.send(get("/wait"));
      await new Promise((resolve) => setTimeout(resolve, 50));
      client.socket.destroy();
      await expect.poll(() => aborted).toBeInstanceOf(Error);
      expect(failures).toEqual([]);
    });
  });

  describe("a shutdown", () => {
    test("answers what is in hand, as the last, and closes what is idle", async () => {
      const { close, url } = await start();
      const [slow, idle] = [await rawClient(url), await rawClient(url)];
      idle.send(get("/"));
      slow.send(get("/slow"));
      await idle.until("ok");
      await new Promise((resolve) => setTimeout(resolve, 50));
      const closed = close();
      expect(await slow.closed).toMatch(/connection: close\r\n[\s\S]*slow done$/i);
      await idle.closed;
      await closed;
    });

    test("loses no request of clients that go on asking", async () => {
      const { close, url } = await start();
      const load = startLoad(url, "/seen", 8);
      await load.answered(200);
      await close();
      const { lost } = await load.stop();
      expect(lost).toBe(0);
    });

    test("tells what does not end, and then cuts it", async () => {
      aborted = undefined;
      const { close, url } = await start();
      const client = await rawClient(url);
      client.send(get("/wait"));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await close({ drainTimeoutMs: 50 });
      expect(aborted).toEqual(new Error("the server is shutting down"));
    });
  });

  describe("another protocol", () => {
    const offer = get("/socket", "Connection: Upgrade", "Upgrade: echo");

    test("is given the connection, from the first byte on", async () => {
      const client = await rawClient((await start()).url);
      client.send(`${offer}early`);
      await client.until("\r\n\r\nearly");
      expect(client.received()).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
      client.send("later");
      await client.until("earlylater");
      client.socket.end();
      await client.closed;
    });

    test("that is not to be had is answered as anything else", async () => {
      const client = await rawClient((await start()).url);
      client.send(get("/socket", "Connection: Upgrade, close", "Upgrade: other"));
      expect(await client.closed).toMatch(/^HTTP\/1\.1 426 /);
    });

    test("ends with the server", async () => {
      const { close, url } = await start();
      const client = await rawClient(url);
      client.socket.on("error", () => {});
      client.send(offer);
      await client.until("\r\n\r\n");
      const ended = once(client.socket, "close");
      await close({ drainTimeoutMs: 50 });
      await ended;
    });
  });
}
