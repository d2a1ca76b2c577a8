import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { isAlive, until } from "./edited-program.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

/** A process that watches over another, and is killed. */
const killed = async (lines: string): Promise<void> => {
  const code = `import { OrphanGuard } from "./src/debug/reload/orphan-guard.ts";
    const guard = new OrphanGuard();
    ${lines}
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 300);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  await once(spawn(process.execPath, args, { stdio: "inherit" }), "exit");
};

const busyLoop = ["--eval", "for (;;);"];

test.skipIf(process.platform === "win32")(
  "a program that does not notice the end of its guardian is ended, the last of them",
  async () => {
    const stuck = spawn(process.execPath, busyLoop);
    const earlier = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
    await killed(`guard.watch(${earlier.pid}); guard.watch(${stuck.pid});`);
    await once(stuck, "exit");
    expect(isAlive(stuck.pid!)).toBe(false);
    expect(isAlive(earlier.pid!)).toBe(true);
    earlier.kill("SIGKILL");
  },
);

test("where there is nothing to end, nothing is ended", async () => {
  const other = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
  await killed(`guard.watch(${other.pid}); guard.watch(undefined);`);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(isAlive(other.pid!)).toBe(true);
  other.kill("SIGKILL");
  await until(() => !isAlive(other.pid!));
});
