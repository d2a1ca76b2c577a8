// What a program runs in, as a report shows it: the runtime, the place, and the variables without their secrets.

import { readFileSync } from "node:fs";
import type { ReportedField } from "./report.ts";
import { shownValue } from "./secrets.ts";
import { shorten } from "./short-text.ts";

const maxVariables = 200;

/** Facts first, then the variables of the process by name. */
export function reportedEnvironment(): ReportedField[] {
  const { arch, env, pid, platform, versions } = process;
  const facts: [string, string][] = [
    ["runtime", runtimeOf(versions)],
    ["platform", `${platform} ${arch}`],
    ["hipflask", ownVersion()],
    ["folder", process.cwd()],
    ["program", process.argv[1] ?? ""],
    ["process", String(pid)],
  ];
  return [
    ...facts.map(([name, value]) => ({ name, value })),
    ...Object.entries(env)
      // npm sets dozens of its own for whatever it runs.
      .filter(([name]) => !name.startsWith("npm_"))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, maxVariables)
      .map(([name, value = ""]) => ({ name, value: shorten(shownValue(name, value), 500) })),
  ];
}

function runtimeOf(versions: Readonly<Record<string, string | undefined>>): string {
  if (versions["bun"] !== undefined) return `Bun ${versions["bun"]}`;
  if (versions["deno"] !== undefined) return `Deno ${versions["deno"]}`;
  return `Node ${versions["node"] ?? ""}`;
}

let version: string | undefined;

function ownVersion(): string {
  if (version === undefined) {
    const file = new URL("../../package.json", import.meta.url);
    try {
      ({ version } = JSON.parse(readFileSync(file, "utf8")) as { version: string });
    } catch {
      // Bundled into a program, it has no file of its own.
      version = "unknown";
    }
  }
  return version;
}
