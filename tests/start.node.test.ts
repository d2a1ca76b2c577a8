// `npm start`, as a newcomer runs it in a terminal. Needs dist/.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let started: ChildProcess | undefined;
const data = mkdtempSync(join(tmpdir(), "hipflask-start-"));

afterEach(() => {
  signal("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

/** To npm and the program at once, as a terminal sends it. */
function signal(name: NodeJS.Signals): void {
  if (started?.pid === undefined || started.exitCode !== null) return;
  process.kill(-started.pid, name);
}

test("npm start answers, and Ctrl-C ends it with exit code 0", async () => {
  // Without scripts: the build before it would sweep away what other tests are using.
  started = spawn("npm", ["start", "--ignore-scripts"], {
    cwd: root,
    env: { ...process.env, PORT: "0", USERS_DATA: data, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const ended = once(started, "exit");
  const url = await printedURL(started);

  const response = await fetch(`${url}/api/ping`);
  expect([response.status, await response.text()]).toEqual([200, "{}"]);

  signal("SIGINT");
  expect(await ended).toEqual([0, null]);
});

/** Goes on reading when it has found it: a program whose pipe is closed cannot end well. */
function printedURL({ stdout }: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    stdout?.on("data", (chunk) => {
      printed += String(chunk);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (url !== undefined) resolve(url);
    });
    stdout?.on("end", () => reject(new Error(`It does not print where it listens:\n${printed}`)));
  });
}
