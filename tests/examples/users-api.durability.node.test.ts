// The example's users outlive it, however it ends; and a stop loses no request.
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { cleanUp, dataFolder, start, stop, type Program } from "./program.ts";

afterEach(cleanUp);

interface Answer {
  readonly status: number;
  /** Whether the server will take another request on this connection. */
  readonly staysOpen: boolean;
}

/** A client with one connection, which it keeps. */
class Client {
  readonly #program: Program;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(program: Program) {
    this.#program = program;
  }

  get(path: string): Promise<Answer> {
    return this.#send("GET", path, "");
  }

  addUser(username: string): Promise<Answer> {
    return this.#send("POST", "/api/users", JSON.stringify({ username }));
  }

  #send(method: string, path: string, body: string): Promise<Answer> {
    const headers = body === "" ? {} : { "content-type": "application/json" };
    const options = { method, headers, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const sent = request(this.#program.url + path, options, (response) => {
        response.resume();
        response.once("error", reject);
        response.once("end", () => {
          const staysOpen = response.headers.connection !== "close";
          resolve({ status: response.statusCode ?? 0, staysOpen });
        });
      });
      sent.once("error", reject);
      sent.end(body);
    });
  }
}

async function usernames(program: Program): Promise<string[]> {
  const response = await fetch(`${program.url}/api/users`);
  const users = (await response.json()) as readonly { readonly username: string }[];
  return users.map(({ username }) => username);
}

test("users are there after a restart", async () => {
  const data = dataFolder();
  const first = await start(data);
  await new Client(first).addUser("zoe");
  expect(await stop(first)).toEqual({ code: 0, signal: null });

  const second = await start(data);
  expect(await usernames(second)).toEqual(["sweety", "pallavi", "zoe"]);
});

test("kill -9 in the middle of writes loses no user that was acknowledged", async () => {
  const data = dataFolder();
  const acknowledged = ["sweety", "pallavi"];
  for (let round = 0; round < 4; round++) {
    const program = await start(data);
    expect(await usernames(program)).toEqual(expect.arrayContaining(acknowledged));

    let added = 0;
    const clients = Array.from({ length: 8 }, async (_, number) => {
      const client = new Client(program);
      for (let n = 0; ; n++) {
        const username = `${round}-${number}-${n}`;
        const answer = await client.addUser(username).catch(() => null);
        if (answer === null) return;
        expect(answer.status).toBe(201);
        acknowledged.push(username);
        if (++added === 60 + round) program.signal("SIGKILL");
      }
    });
    await Promise.all(clients);
    expect(await program.ended).toEqual({ code: null, signal: "SIGKILL" });
  }

  const program = await start(data);
  const found = new Set(await usernames(program));
  expect(acknowledged.length).toBeGreaterThan(240);
  expect(acknowledged.filter((username) => !found.has(username))).toEqual([]);
  expect((await new Client(program).addUser("after all that")).status).toBe(201);
});

test("SIGTERM under load answers every request that was sent, and exits with 0", async () => {
  const data = dataFolder();
  const program = await start(data, "tests/examples/slow-users-api.ts");
  const added: string[] = [];
  const statuses: number[] = [];
  let inFlight = 0;

  const keepAsking = async (ask: (n: number) => Promise<Answer>): Promise<void> => {
    for (let n = 0; ; n++) {
      inFlight++;
      const { status, staysOpen } = await ask(n);
      inFlight--;
      statuses.push(status);
      if (!staysOpen) return;
      await setTimeout(n % 3);
    }
  };
  const clients = Array.from({ length: 10 }, (_, number) => {
    const [slow, quick, writer] = [new Client(program), new Client(program), new Client(program)];
    return [
      keepAsking(() => slow.get("/slow")),
      keepAsking(() => quick.get("/api/users/1")),
      keepAsking(async (n) => {
        const username = `${number}-${n}`;
        const answer = await writer.addUser(username);
        added.push(username);
        return answer;
      }),
    ];
  }).flat();

  await setTimeout(700);
  const inFlightAtStop = inFlight;
  const answeredBeforeStop = statuses.length;
  program.signal("SIGTERM");
  await Promise.all(clients);

  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(inFlightAtStop).toBeGreaterThanOrEqual(10);
  expect(statuses.length).toBeGreaterThanOrEqual(answeredBeforeStop + 30);
  expect(statuses.filter((status) => status !== 200 && status !== 201)).toEqual([]);

  const again = await start(data);
  const found = new Set(await usernames(again));
  expect(added.filter((username) => !found.has(username))).toEqual([]);
});

test("SIGTERM waits for a body that is still being sent", async () => {
  const data = dataFolder();
  const program = await start(data);
  const body = '{"username":"unhurried"}';
  const socket = connect(program.port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => (received += text));
  const closed = new Promise((resolve) => {
    socket.once("close", resolve);
  });
  socket.write(
    "POST /api/users HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n" +
      `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 9)}`,
  );
  await setTimeout(200);

  program.signal("SIGTERM");
  await setTimeout(600);
  socket.write(body.slice(9));
  await closed;

  expect(received).toMatch("HTTP/1.1 201 Created\r\n");
  expect(received).toContain("\r\nconnection: close\r\n");
  expect(received).toMatch(/\r\n\r\n\{"id":3,"username":"unhurried"\}$/);
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(await usernames(await start(data))).toContain("unhurried");
});
