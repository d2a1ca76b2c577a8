import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram, type ChildProgram } from "./child-program.ts";
import { rawClient } from "./raw-client.ts";

afterAll(endPrograms);

/** Takes a port of this machine. */
const takePort = (host: string, port = 0): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });

/** What keeps a program from starting: one message on stderr, nothing on stdout, exit code 1. */
const failure = async (program: ChildProgram): Promise<string> => {
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.stdout()).toBe("");
  expect(program.stderr()).not.toMatch(/\n\s+at /);
  return program.stderr();
};

describe.concurrent("what a program says", () => {
  test("where it listens, and how it is stopped", async () => {
    const program = startProgram("hello.ts", { port: 0 });
    const url = await program.url;
    await program.printed("Ctrl-C");
    expect(program.stdout()).toBe(` * Hipflask on ${url}\n   Ctrl-C stops it\n`);
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.stderr()).toBe("");
  });

  test("it listens on 127.0.0.1:5000 unless told otherwise", async () => {
    const program = startProgram("hello.ts");
    // Where something else has the port, the program names it all the same.
    const url = await program.url.catch(() => undefined);
    const said = url === undefined ? program.stderr() : program.stdout();
    expect(said).toContain(
      url === undefined
        ? "Cannot listen on 127.0.0.1:5000: another program listens there"
        : " * Hipflask on http://127.0.0.1:5000\n",
    );
    program.signal("SIGTERM");
    await program.ended;
  });

  test("in debug a line for each request, and otherwise none", async () => {
    const debug = startProgram("hello.ts", { port: 0, debug: true });
    const url = await debug.url;
    await fetch(`${url}/hello?page=2`);
    await fetch(`${url}/rows`).then((response) => response.text());
    await fetch(`${url}/nowhere`, { method: "DELETE" });
    debug.signal("SIGTERM");
    await debug.ended;
    const lines = debug.stdout().split("\n");
    expect(lines[0]).toBe(` * Hipflask on ${url} (debug)`);
    expect(lines[2]).toMatch(/^GET \/hello\?page=2 200 \d+\.\d ms 5 B$/);
    expect(lines[3]).toMatch(/^GET \/rows 200 \d+\.\d ms 3 B$/);
    expect(lines[4]).toMatch(/^DELETE \/nowhere 404 \d+\.\d ms \d+ B$/);
    expect(lines).toHaveLength(6);
  });

  test("in debug the line of a stream when it has ended, also if its client has left", async () => {
    const program = startProgram("busy.ts", { port: 0, debug: true });
    const url = await program.url;
    const whole = fetch(`${url}/stream`).then((response) => response.text());
    const client = await rawClient(url);
    client.send("GET /stream?left HTTP/1.1\r\nHost: a\r\n\r\n");
    await client.until("line 1");
    client.socket.destroy();
    await program.printed("aborted\n");
    expect(program.stdout()).toMatch(/\nGET \/stream\?left 200 \d+\.\d ms \d+ B aborted\n/);
    const { length } = await whole;
    await program.printed(`${length} B\n`);
    program.signal("SIGTERM");
    await program.ended;
    expect(program.stdout().match(/ B/g)).toHaveLength(2);
  });

  test("in debug colours where they are wanted, but not in a logger of the program's own", async () => {
    const env = { FORCE_COLOR: "1" };
    const [own, given] = ["hello.ts", "own-logger.ts"].map((file) =>
      startProgram(file, { port: 0, debug: true }, { env }),
    ) as [ChildProgram, ChildProgram];
    for (const program of [own, given]) {
      await fetch(`${await program.url}/hello`);
      await program.printed("/hello");
      program.signal("SIGTERM");
      await program.ended;
    }
    expect(own.stdout()).toMatch(
      /\n\u001b\[1mGET\u001b\[22m \/hello \u001b\[32m200\u001b\[39m \u001b\[2m\d+\.\d ms 5 B\u001b\[22m\n/,
    );
    expect(given.stdout()).toMatch(/\ninfo: GET \/hello 200 \d+\.\d ms 5 B\n/);
  });
});

describe.concurrent("what keeps a program from starting is one message, and exit code 1", () => {
  test("a port that is taken", async () => {
    const taken = await takePort("127.0.0.1");
    const { port } = taken.address() as AddressInfo;
    expect(await failure(startProgram("hello.ts", { port }))).toBe(
      `Cannot listen on 127.0.0.1:${port}: another program listens there\n` +
        "Fix: stop it, or choose another port: app.run({ port: 5001 })    [port-taken]\n",
    );
    taken.close();
  });

  test("a port that this user may not have", async () => {
    // Linux containers often let everyone have every port: there the program runs as a user
    // without privileges in a network of its own, where ports below 1024 need one.
    const isLinux = process.platform === "linux";
    const host = isLinux ? "0.0.0.0" : "127.0.0.1";
    const wrapper = isLinux ? ["unshare", "--user", "--net"] : [];
    const program = startProgram("hello.ts", { port: 80, host }, { wrapper });
    expect(await failure(program)).toContain(
      `Cannot listen on ${host}:80: this user may not listen there`,
    );
    expect(program.stderr()).toContain(
      "Fix: choose a higher port: app.run({ port: 5000 })    [port-not-allowed]\n",
    );
  });

  test("an address that this machine does not have", async () => {
    const message = await failure(startProgram("hello.ts", { host: "192.0.2.1", port: 0 }));
    expect(message).toContain("Cannot listen on 192.0.2.1:0: this machine has no such address");
    expect(message).toContain("[host-not-here]\n");
  });

  test("a name that has no address", async () => {
    const message = await failure(startProgram("hello.ts", { host: "nowhere.invalid", port: 0 }));
    expect(message).toContain("Cannot listen on nowhere.invalid:0: ");
    expect(message).toContain("[host-unknown]\n");
  });

  test.each([
    [{ port: 70_000 }, "port: 70000: it must be a whole number from 0 to 65535"],
    [{ port: "80" }, 'port: "80": it must be a whole number from 0 to 65535'],
    [{ prot: 80 }, 'option "prot": there is none of that name'],
    [8080, "8080: options must be an object"],
  ])("the options %j", async (options, said) => {
    const message = await failure(startProgram("hello.ts", options));
    expect(message).toMatch(/^Cannot run with .+\nFix: .+ {4}\[run-option\]\n$/);
    expect(message).toContain(said);
  });
});

/** Waits until nobody listens there any more: the program has begun to stop. */
async function untilRefused(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const probe = connect(Number(port), hostname);
    const outcome = await new Promise<string | undefined>((resolve) => {
      probe.on("connect", () => resolve("connected"));
      probe.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    probe.destroy();
    if (outcome === "ECONNREFUSED") return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.concurrent.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("answers what is in hand, and ends with 0", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const url = await program.url;
    const slow = fetch(`${url}/slow`);
    const stream = await rawClient(url);
    stream.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
    const upload = await rawClient(url);
    upload.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
    await Promise.all([stream.until("line 1\n"), program.printed("slow began")]);
    program.signal(signal);
    await untilRefused(url);
    upload.send("67890");

    const answer = await slow;
    expect(answer.headers.get("connection")).toBe("close");
    expect(await answer.text()).toBe("slow done");
    const streamed = await stream.closed;
    expect(streamed).toContain("line 5\n");
    expect(streamed).toMatch(/\r\n0\r\n\r\n$/);
    const uploaded = await upload.closed;
    expect(uploaded).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(uploaded).toContain("connection: close\r\n");
    expect(uploaded).toMatch(/\r\n\r\ngot 10$/);
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });
});

describe("while it ends, a program", () => {
  test("refuses new connections", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const url = await program.url;
    const slow = fetch(`${url}/slow`);
    await program.printed("slow began");
    program.signal("SIGTERM");
    await untilRefused(url);
    expect(await (await slow).text()).toBe("slow done");
  });

  test("answers a request that reaches it on a connection that was idle, as the last one", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const url = await program.url;
    const client = await rawClient(url);
    client.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
    await client.until("quick");
    program.signal("SIGTERM");
    await untilRefused(url);
    client.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
    const answers = (await client.closed).split(/(?=HTTP\/1\.1 )/);
    expect(answers).toHaveLength(2);
    expect(answers[0]).not.toContain("connection: close");
    expect(answers[1]).toContain("connection: close\r\n");
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });

  test("does not wait for connections on which nothing is asked", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const url = await program.url;
    const parked = [await rawClient(url), await rawClient(url), await rawClient(url)];
    parked[0]!.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
    await parked[0]!.until("quick");
    const startedMs = performance.now();
    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  test("waits for the work that outlives a response", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    expect(await (await fetch(`${await program.url}/after`)).text()).toBe("answered");
    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.stdout()).toContain("after done");
  });

  test("takes two signals at once for one", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const slow = fetch(`${await program.url}/slow`);
    await program.printed("slow began");
    program.signal("SIGINT");
    program.signal("SIGTERM");
    program.signal("SIGINT");
    expect(await (await slow).text()).toBe("slow done");
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });

  test("ends at once, with 1, when it is told again a second later", async () => {
    const program = startProgram("busy.ts", { port: 0 });
    const stubborn = fetch(`${await program.url}/stubborn`);
    stubborn.catch(() => {});
    await program.printed("stubborn began");
    program.signal("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const againMs = performance.now();
    program.signal("SIGINT");
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(performance.now() - againMs).toBeLessThan(1_000);
    await expect(stubborn).rejects.toThrow("fetch failed");
  });
});

test("stop closes what run has opened, and answers what is in hand", async () => {
  const program = startProgram("stopping.ts");
  const url = await program.url;
  expect(await (await fetch(url)).text()).toBe("last");
  expect(await program.ended).toEqual({ code: 0, signal: null });
});

describe("after drainTimeoutMs", () => {
  test("a handler that listens to its signal can still answer", async () => {
    const program = startProgram("busy.ts", { port: 0, drainTimeoutMs: 300 });
    const obedient = fetch(`${await program.url}/obedient`);
    await program.printed("obedient began");
    program.signal("SIGTERM");
    expect(await (await obedient).text()).toBe("stopped early");
    expect(await program.ended).toEqual({ code: 0, signal: null });
  });

  test("one that does not is told, and cut a second later", async () => {
    const program = startProgram("busy.ts", { port: 0, drainTimeoutMs: 300 });
    const stubborn = fetch(`${await program.url}/stubborn`);
    stubborn.catch(() => {});
    await program.printed("stubborn began");
    const startedMs = performance.now();
    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeGreaterThan(1_300);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(program.stdout()).toContain("aborted: Error: the server is shutting down");
    await expect(stubborn).rejects.toThrow("fetch failed");
  });
});
