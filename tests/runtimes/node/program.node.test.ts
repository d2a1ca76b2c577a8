import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs lines of a program that has `program` in scope. */
const run = (lines: string, signals: readonly NodeJS.Signals[] = []): Promise<Run> =>
  start(process.execPath, argsOf(lines), signals);

const argsOf = (lines: string): string[] => {
  const code = `import { program } from "./src/runtimes/node/program.ts";\n${lines}`;
  return ["--import", "tsx", "--input-type=module", "--eval", code];
};

const start = (
  command: string,
  args: readonly string[],
  signals: readonly NodeJS.Signals[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Run> =>
  new Promise((resolve) => {
    const clean = { NODE_OPTIONS: "", FORCE_COLOR: undefined, NO_COLOR: undefined };
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...clean, ...env } });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (stdout === "" && text.startsWith("ready")) for (const name of signals) child.kill(name);
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });

describe("the process as a program", () => {
  const painting =
    'program.print(JSON.stringify([program.paint("red", "a"), program.paintError("red", "b")]));';

  // util-linux runs a command in a terminal; what other systems call script takes other options.
  test.runIf(process.platform === "linux").each([
    ["", '["\\u001b[31ma\\u001b[39m","\\u001b[31mb\\u001b[39m"]'],
    ["2>/dev/null", '["\\u001b[31ma\\u001b[39m","b"]'],
    ["| cat", '["a","\\u001b[31mb\\u001b[39m"]'],
  ])("has colours for each output that is a terminal: %j", async (redirection, painted) => {
    const quoted = [process.execPath, ...argsOf(painting)].map((text) => `'${text}'`);
    const command = [...quoted, redirection].join(" ");
    const ended = await start("script", ["-qec", command, "/dev/null"], [], { TERM: "xterm" });
    expect(ended.stdout.trimEnd()).toBe(painted);
  });

  test("has no colours in a pipe", async () => {
    expect((await run(painting)).stdout).toBe('["a","b"]\n');
  });

  test("prints lines, and errors apart from them", async () => {
    const ended = await run('program.print("out"); program.printError("err");');
    expect(ended).toEqual({ code: 0, stdout: "out\n", stderr: "err\n" });
  });

  test("exits although something still runs, and what it has printed arrives", async () => {
    const ended = await run(`
      setInterval(() => {}, 1000);
      program.print("x".repeat(500_000));
      program.printError("y".repeat(500_000));
      program.exit(3);
    `);
    expect(ended.code).toBe(3);
    expect(ended.stdout).toHaveLength(500_001);
    expect(ended.stderr).toHaveLength(500_001);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("hears of %s", async (name) => {
    const ended = await run(
      `
      setInterval(() => {}, 1000);
      program.onStop(() => { program.print("told"); program.exit(0); });
      program.print("ready");
    `,
      [name],
    );
    expect(ended).toEqual({ code: 0, stdout: "ready\ntold\n", stderr: "" });
  });
});
