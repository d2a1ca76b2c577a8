// A program in a folder of its own, which a test edits while it runs under live reload.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { endPrograms, followProgram, node, type ChildProgram } from "../../app/child-program.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folders = new Set<string>();

export interface EditedProgram extends ChildProgram {
  readonly folder: string;
  /** Saves a file of it. */
  save(file: string, text: string): void;
  /** Waits until it has printed a text so often. */
  printedTimes(text: string, times: number): Promise<void>;
}

/** Says which version of `version.mjs` answers, and in which process. */
export const app = `
  import { Hipflask } from "hipflask";
  import { version } from "./version.mjs";
  const app = new Hipflask();
  app.get("/", () => ({ version, pid: process.pid }));
  app.get("/processes", () => ({ pid: process.pid, parent: process.ppid }));
  app.get("/slow", async () => {
    console.log("slow began");
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { version };
  });
  app.run(JSON.parse(process.env.RUN_OPTIONS));
`;

export const version = (text: string): string => `export const version = "${text}";\n`;

export interface EditedProgramOptions {
  readonly runOptions?: object;
  readonly command?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** A folder that is there already, with its files. */
  readonly folder?: string;
}

/** Makes a folder in which `hipflask` and `tsx` are installed. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hipflask-reload-")));
  folders.add(folder);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/hipflask"));
  symlinkSync(join(root, "node_modules/tsx"), join(folder, "node_modules/tsx"));
  for (const [file, text] of Object.entries(files)) save(folder, file, text);
  return folder;
}

/** Starts `app.mjs` of a new folder. */
export function startEdited(
  files: Readonly<Record<string, string>> = {},
  {
    runOptions = {},
    command = [...node, "app.mjs"],
    env = {},
    ...given
  }: EditedProgramOptions = {},
): EditedProgram {
  const folder =
    given.folder ?? makeFolder({ "app.mjs": app, "version.mjs": version("1"), ...files });
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      RUN_OPTIONS: JSON.stringify({ port: 0, debug: true, ...runOptions }),
      ...env,
    },
  });
  const program = followProgram(child);
  return {
    ...program,
    folder,
    save: (name, text) => save(folder, name, text),
    printedTimes: async (text, times) => {
      const count = (): number => (program.stdout() + program.stderr()).split(text).length - 1;
      while (count() < times) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

/** What it answers at a path, as JSON. */
export async function ask(program: EditedProgram, path = "/"): Promise<Record<string, unknown>> {
  const url = await program.url;
  const response = await fetch(url + path, { headers: { connection: "close" } });
  return (await response.json()) as Record<string, unknown>;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function endEdited(): void {
  endPrograms();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

function save(folder: string, file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
