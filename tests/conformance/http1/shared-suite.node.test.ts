// The black-box cases that lie beside the project, against the engine behind a socket, plain and in TLS.
// Without them, as on a user's machine, there is nothing to run.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const suite =
  process.env["HTTP1_SUITE"] ??
  fileURLToPath(new URL("../../../../shared/http1/run.mjs", import.meta.url));

interface Verdict {
  readonly id: string;
  readonly severity: "must" | "should";
  readonly result: "pass" | "fail" | "skip";
  readonly why?: string;
}

const programs: ChildProcess[] = [];

afterAll(() => {
  for (const program of programs) program.kill("SIGKILL");
});

/** Starts the program with the known answers, and gives its port. */
function start(args: readonly string[]): Promise<string> {
  const app = fileURLToPath(new URL("app.ts", import.meta.url));
  const options = ["--conditions=hipflask-source", "--import", "tsx", app, ...args];
  const program = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
  programs.push(program);
  return new Promise((resolve, reject) => {
    let text = "";
    program.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      const port = / on https?:\/\/\S+:(\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(port);
    });
    program.once("close", () => reject(new Error(`it ended before it listened:\n${text}`)));
  });
}

/** Runs all cases; waits are stretched, because the machine has more to do. */
async function verdicts(port: string, args: readonly string[]): Promise<readonly Verdict[]> {
  const all = [suite, "--port", port, "--scale", "2", "--json", ...args];
  // Into a file: what a program still has to say into a pipe when it exits is lost.
  const folder = mkdtempSync(join(tmpdir(), "hipflask-http1-"));
  const file = join(folder, "verdicts.json");
  const output = openSync(file, "w");
  try {
    await once(spawn(process.execPath, all, { stdio: ["ignore", output, "inherit"] }), "close");
    return (JSON.parse(readFileSync(file, "utf8")) as { results: Verdict[] }).results;
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!existsSync(suite))("the black-box cases", () => {
  test.each([["over TCP"], ["over TLS", "--tls"]])(
    "%s: every must, and nearly every should",
    async (_, ...args) => {
      const cases = await verdicts(await start(args), args);
      const failed = cases.filter(({ result }) => result !== "pass");
      const shoulds = cases.filter(({ severity }) => severity === "should");
      expect(failed.filter(({ severity }) => severity === "must")).toEqual([]);
      expect(failed.length).toBeLessThanOrEqual(shoulds.length * 0.03);
      expect(cases.length).toBeGreaterThan(300);
    },
    180_000,
  );
});
