// What has to be in place before anything can be measured: the peers, the built package, the Nodes.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { installPackage } from "../tools/install.mjs";
import { root, run } from "../tools/step.mjs";

/** A Node to measure on. */
export interface NodeProgram {
  readonly path: string;
  /** Such as `v24.21.0`. */
  readonly version: string;
  readonly major: number;
}

export async function prepare(nodes: readonly string[]): Promise<readonly NodeProgram[]> {
  await step("install the peers", () => installPackage("bench"));
  await step("build", () => run(process.execPath, ["tools/build.mjs"]));
  const programs: NodeProgram[] = [];
  for (const node of nodes) {
    const path = await nodePath(node);
    const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
    programs.push({ path, version, major: Number.parseInt(version.slice(1)) });
  }
  return programs;
}

async function nodePath(node: string): Promise<string> {
  if (!/^\d+$/.test(node)) return node;
  if (process.versions.node.startsWith(`${node}.`)) return process.execPath;
  await step("install the other runtimes", () => installPackage("test/runtimes"));
  const path = join(root, `test/runtimes/node_modules/node${node}/bin/node`);
  if (existsSync(path)) return path;
  throw new Error(`--node ${node}: test/runtimes does not bring that one; give a path instead`);
}

async function step(
  name: string,
  start: () => Promise<{ readonly ok: boolean; readonly output: string }>,
): Promise<void> {
  console.log(name);
  const { ok, output } = await start();
  if (!ok) throw new Error(`${name} failed\n${output}`);
}
