import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram, type ChildProgram } from "../../app/child-program.ts";
import { startLoad } from "../../app/load.ts";
import { rawClient } from "../../app/raw-client.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-"));

afterAll(() => {
  endPrograms();
  rmSync(folder, { recursive: true, force: true });
});

let programs = 0;

interface Crew extends ChildProgram {
  /** What its workers run from their next start on. */
  become(version: string): void;
}

const startCrew = (options: object, version = "1"): Crew => {
  const file = join(folder, `version-${programs++}`);
  writeFileSync(file, version);
  const program = startProgram(
    "crew.ts",
    { port: 0, workers: 2, ...options },
    { env: { VERSION_FILE: file } },
  );
  return { ...program, become: (next) => writeFileSync(file, next) };
};

interface Answer {
  readonly pid: number;
  readonly version: string;
}

// Every time on a connection of its own: those are shared out among the workers.
const ask = async (url: string): Promise<Answer> => {
  const client = await rawClient(url);
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  return JSON.parse((await client.closed).split("\r\n\r\n")[1] ?? "") as Answer;
};

const askMany = async (url: string, count = 8): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: count }, async () => ask(url)));

const pidsOf = (answers: readonly Answer[]): ReadonlySet<number> =>
  new Set(answers.map(({ pid }) => pid));

const isAlive = (pid: number): boolean => {
  try {
    // One that nobody has taken note of yet is dead all the same.
    return process.kill(pid, 0) && !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

// A worker takes a second to start where the machine has other work.
const patient = { timeout: 20_000 };

const ended = { code: 0, signal: null };

describe("workers", () => {
  test("answer, and the process that watches over them does not", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const pids = pidsOf(await askMany(url));
    expect(pids.size).toBe(2);
    expect(pids).not.toContain(crew.pid);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
    expect(crew.stdout()).toMatch(
      /^ \* Hipflask on http:\/\/127\.0\.0\.1:\d+ \(2 workers\)\n {3}Ctrl-C stops it\n/,
    );
    expect(crew.stderr()).toBe("");
  });

  test("say which of them logs", async () => {
    const crew = startCrew({});
    await askMany(await crew.url);
    crew.signal("SIGTERM");
    await crew.ended;
    expect(crew.stdout()).toContain("[worker 1] asked\n");
    expect(crew.stdout()).toContain("[worker 2] asked\n");
  });

  test("that die are replaced", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const [victim = 0] = pidsOf(await askMany(url));
    process.kill(victim, "SIGKILL");
    await crew.printed("died by SIGKILL; another takes its place in 0.1 s");
    expect(crew.stderr()).toMatch(new RegExp(`^worker [12] \\(process ${victim}\\) died`));
    await expect.poll(async () => pidsOf(await askMany(url)).size, patient).toBe(2);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
  });

  test("that are told to end one by one do so, and are replaced", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const [one = 0] = pidsOf(await askMany(url));
    process.kill(one, "SIGTERM");
    await crew.printed("was told to end; another takes its place");
    await expect.poll(async () => pidsOf(await askMany(url)).size, patient).toBe(2);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
  });

  test("end when the process that watches over them is killed", async () => {
    const crew = startCrew({});
    const pids = [...pidsOf(await askMany(await crew.url))];
    expect(pids.filter(isAlive)).toHaveLength(2);
    crew.signal("SIGKILL");
    await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });
});

describe("what keeps workers from starting is one message, and exit code 1", () => {
  test("a port that is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const crew = startCrew({ port, workers: 3 });
    expect(await crew.ended).toEqual({ code: 1, signal: null });
    expect(crew.stdout() + crew.stderr()).toBe(
      `Cannot listen on 127.0.0.1:${port}: another program listens there\n` +
        "Fix: stop it, or choose another port: app.run({ port: 5001 })    [port-taken]\n",
    );
    taken.close();
  });

  test("a program that does not come to run", async () => {
    const crew = startCrew({}, "broken");
    expect(await crew.ended).toEqual({ code: 1, signal: null });
    expect(crew.stderr().match(/Error: broken from the start/g)).toHaveLength(1);
    expect(crew.stderr()).toMatch(
      /Cannot start: worker 1 \(process \d+\) ended with code 1 before it listened\nFix: .* {4}\[worker-start\]\n$/,
    );
  });

  test("workers that all die soon", async () => {
    const crew = startCrew({ workers: 4 }, "short-lived");
    expect(await crew.ended).toEqual({ code: 1, signal: null });
    expect(crew.stderr()).toMatch(
      /Cannot go on: 8 workers died within 5 s of their start, the last with code 3\nFix: .* {4}\[worker-deaths\]\n/,
    );
  });
});

describe("SIGTERM", () => {
  test("has every worker answer what is in hand, and loses no request", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const load = startLoad(url, "/", 8);
    const slow = await rawClient(url);
    slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    await Promise.all([crew.printed("slow began"), load.answered(200)]);
    crew.signal("SIGTERM");
    expect(await slow.closed).toMatch(/connection: close\r\n[\s\S]*slow done$/);
    const { lost } = await load.stop();
    expect(lost).toBe(0);
    expect(await crew.ended).toEqual(ended);
  });

  test("does not wait for connections on which nothing is asked", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    await Promise.all(Array.from({ length: 6 }, async () => rawClient(url)));
    const startedMs = performance.now();
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  test("kills a worker that is stuck, and says so", async () => {
    const crew = startCrew({ drainTimeoutMs: 500 });
    const stuck = await rawClient(await crew.url);
    stuck.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
    await crew.printed("stuck began");
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual({ code: 1, signal: null });
    expect(crew.stderr()).toMatch(/worker [12] \(process \d+\) does not hear; it is killed\n/);
  });

  test("again a second later ends all of them at once, with 1", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const pids = [...pidsOf(await askMany(url))];
    const stuck = await rawClient(url);
    stuck.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
    await crew.printed("stuck began");
    crew.signal("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    crew.signal("SIGINT");
    expect(await crew.ended).toEqual({ code: 1, signal: null });
    await expect.poll(() => pids.filter(isAlive), patient).toEqual([]);
  });
});

describe("SIGHUP", () => {
  test("has other workers take over, with what the program is now, and loses no request", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const before = pidsOf(await askMany(url));
    const load = startLoad(url, "/", 8);
    await load.answered(200);
    crew.become("2");
    crew.signal("SIGHUP");
    await crew.printed("Restarted the workers");
    await load.answered(200);
    const { lost, refused } = await load.stop();
    expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
    await expect.poll(() => [...before].filter(isAlive), patient).toEqual([]);
    const after = await askMany(url);
    expect(new Set(after.map(({ version }) => version))).toEqual(new Set(["2"]));
    expect(pidsOf(after).size).toBe(2);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
    expect(crew.stderr()).toBe("");
  });

  test("changes nothing where the program has become one that does not start", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    const before = pidsOf(await askMany(url));
    crew.become("broken");
    crew.signal("SIGHUP");
    await crew.printed("The restart is given up; what ran before goes on");
    expect(pidsOf(await askMany(url))).toEqual(before);
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
  });

  test("twice at once is done twice, one after the other", async () => {
    const crew = startCrew({});
    const url = await crew.url;
    crew.signal("SIGHUP");
    await crew.printed("Restarting the workers");
    crew.become("2");
    crew.signal("SIGHUP");
    await expect
      .poll(() => crew.stdout().match(/Restarted the workers/g)?.length, { timeout: 20_000 })
      .toBe(2);
    expect(new Set((await askMany(url)).map(({ version }) => version))).toEqual(new Set(["2"]));
    crew.signal("SIGTERM");
    expect(await crew.ended).toEqual(ended);
  });
});
