// The command line of the benchmark.

import { parseArgs } from "node:util";
import { loads, type Load } from "./loads.ts";
import { reference, servers, type ServerEntry } from "./servers.ts";

export interface Options {
  /** Majors, such as `24`, or paths of a program. */
  readonly nodes: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly loads: readonly Load[];
  readonly servers: readonly ServerEntry[];
  /** Whether it is the whole benchmark, whose results are kept. */
  readonly isWhole: boolean;
}

const defaults = { rounds: 5, seconds: 1 };

const quick = { rounds: 1, seconds: 0.3 };

export const help = `npm run bench -- [options]

  --node MAJOR|PATH  the Node that runs the servers; may be repeated (this one unless given).
                     A major comes from test/runtimes, which is installed if need be
  --rounds N         rounds, in each of which every server is measured once (${defaults.rounds})
  --seconds S        how long a measurement takes (${defaults.seconds}), of which there are two: as fast as it
                     goes, and at half of that rate; as much warm-up is before
  --quick            ${quick.rounds} round of ${quick.seconds} s unless given: whether everything works; the results
                     are printed, not kept
  --only NAME,…      only these loads or servers; the results are printed, not kept
                     loads    ${loads.map(({ name }) => name).join(", ")}
                     servers  ${servers.map(({ name }) => name).join(", ")}
  --help             this text`;

/** @returns null if help was asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      node: { type: "string", multiple: true },
      rounds: { type: "string" },
      seconds: { type: "string" },
      quick: { type: "boolean" },
      only: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return null;
  const only = values.only?.split(",").map((name) => name.trim()) ?? [];
  const known = new Set([...loads, ...servers].map(({ name }) => name));
  const unknown = only.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new Error(`--only ${unknown}: there is no load or server of that name; see --help`);
  }
  const profile = values.quick === true ? quick : defaults;
  return {
    nodes: values.node ?? [process.versions.node.split(".")[0]!],
    rounds: positive("rounds", values.rounds ?? String(profile.rounds)),
    seconds: positive("seconds", values.seconds ?? String(profile.seconds)),
    loads: named(loads, only),
    // Ratios need what they are ratios to.
    servers: named(servers, only, reference),
    isWhole: only.length === 0 && values.quick !== true,
  };
}

function named<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  only: readonly string[],
  always?: string,
): readonly Entry[] {
  const chosen = entries.filter(({ name }) => only.includes(name));
  if (chosen.length === 0) return entries;
  return entries.filter((entry) => chosen.includes(entry) || entry.name === always);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && (name !== "rounds" || Number.isInteger(value))) return value;
  throw new Error(
    `--${name} ${text}: it must be a ${name === "rounds" ? "whole " : ""}number above 0`,
  );
}
