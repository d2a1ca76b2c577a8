import { afterEach, expect, test, vi } from "vitest";
import { Doors, type Door } from "../../../src/debug/reload/doors.ts";
import { ProgramProcess, type ProgramEvents } from "../../../src/debug/reload/program-process.ts";
import { rawClient } from "../../app/raw-client.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

const doors = new Doors();
let heard: string[] = [];
afterEach(async () => {
  await doors.closeAllBut(new Set());
  heard = [];
});

const events = (served: (program: ProgramProcess) => void = () => {}): ProgramEvents => ({
  claimed: (_program, door, claim) => void heard.push(`claim ${door} ${claim.place.port}`),
  serving: (program, door) => {
    heard.push(`serving ${door}`);
    served(program);
  },
  closed: (_program, door) => void heard.push(`closed ${door}`),
  loaded: (_program, paths) => void heard.push(...paths),
  ended: ({ doors: own }, { code, signal }) => {
    heard.push(`ended ${code ?? signal}`);
    for (const door of own.values()) door.direct(null);
  },
});

/** A program of a few lines, which speaks for itself. */
const run = (lines: string, heardBy = events()): ProgramProcess =>
  new ProgramProcess(
    {
      command: [process.execPath, "--eval", `const say = (m) => process.send(m);\n${lines}`],
      name: "app.ts",
      claim: { place: { host: "127.0.0.1", port: 0 }, tls: undefined },
      nodeOptions: undefined,
      extraFiles: [],
      excludePatterns: [],
      drainTimeoutMs: 1_000,
      hosts: [],
    },
    heardBy,
  );

const openDoor = (): Promise<Door> =>
  doors.open({ place: { host: "127.0.0.1", port: 0 }, tls: undefined });

const lendAll = (program: ProgramProcess, door: Door): void => {
  program.doors.set(1, door);
  door.direct((socket) => program.lend(door, 1, socket));
};

test("what a program says is heard, up to its last word", async () => {
  const program = run(`
    say({ hipflask: "claim", door: 1, claim: { place: { port: 7 } } });
    say({ "watch:import": ["file:///app/users.mjs"] });
    say({ hipflask: "serving", door: 1 });
    say({ hipflask: "closed", door: 1 });
    say({ hipflask: "failed", message: "it broke" });
    process.exitCode = 3;
    process.disconnect();`);
  expect(await program.ended).toEqual({ code: 3, signal: null });
  expect(heard).toEqual(["claim 1 7", "/app/users.mjs", "serving 1", "closed 1", "ended 3"]);
  expect(program.failure).toBe("it broke");
  expect(program.dismissed).toBe(false);
});

test("a program that cannot even be started says so", async () => {
  const program = new ProgramProcess(
    {
      command: ["/nowhere/node"],
      name: "app.ts",
      claim: { place: { host: "127.0.0.1", port: 0 }, tls: undefined },
      nodeOptions: undefined,
      extraFiles: [],
      excludePatterns: [],
      drainTimeoutMs: 1_000,
      hosts: [],
    },
    events(),
  );
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.failure).toContain("Cannot start the program: spawn /nowhere/node ENOENT");
});

test("a socket that a dying program did not take is not lost", async () => {
  const door = await openDoor();
  const dying = `process.on("message", () => process.kill(process.pid, "SIGKILL"));
    say({ hipflask: "serving", door: 1 });`;
  const program = run(
    dying,
    events((served) => lendAll(served, door)),
  );
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const client = await rawClient(door.address.url);
  await program.ended;
  door.direct((socket) => void socket.end("someone else"));
  expect(await client.closed).toBe("someone else");
});

test("a socket that it did take goes with it", async () => {
  const door = await openDoor();
  const dying = `process.on("message", ({ socket }) => {
      process.send({ hipflask: "taken", socket }, () => process.kill(process.pid, "SIGKILL"));
    });
    say({ hipflask: "serving", door: 1 });`;
  run(
    dying,
    events((program) => door.direct((socket) => program.lend(door, 1, socket))),
  );
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const client = await rawClient(door.address.url);
  expect(await client.closed.catch(() => "")).toBe("");
});

test("one that does not leave is killed", async () => {
  const deaf = `process.on("message", () => {}); process.on("SIGTERM", () => {}); say({ hipflask: "serving", door: 1 });`;
  const program = run(
    deaf,
    events((running) => running.leave()),
  );
  expect(await program.ended).toEqual({ code: null, signal: "SIGKILL" });
  expect(program.dismissed).toBe(true);
});

test("one that does not listen yet is ended by a signal", async () => {
  const program = run(
    `say({ hipflask: "failed", message: "awake" }); setTimeout(() => {}, 60_000);`,
  );
  while (program.failure === null) await new Promise((resolve) => setTimeout(resolve, 10));
  program.stop();
  expect(await program.ended).toEqual({ code: null, signal: "SIGTERM" });
});
