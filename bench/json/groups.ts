// What is compared: bodies, and who writes them. The first writer is what the others are compared with.

import { hardBodies, plainBodies, richBodies, type Body } from "./bodies.ts";
import { plainContenders, richContenders, type Write } from "./contenders.ts";

export interface Group {
  readonly title: string;
  readonly bodies: readonly Body[];
  readonly names: readonly string[];
  writers(): Promise<ReadonlyMap<string, Write>>;
}

const sink = new Uint8Array(32 * 2 ** 20);
const encoder = new TextEncoder();

// Where rich writers end: as bytes. A text that is still a tree of pieces is not yet written.
async function toBytes(): Promise<ReadonlyMap<string, Write>> {
  const writers = [...(await richContenders())].map(([name, write]): [string, Write] => [
    name,
    (value) => {
      const text = write(value);
      encoder.encodeInto(text, sink);
      return text;
    },
  ]);
  return new Map(writers);
}

export const groups: readonly Group[] = [
  {
    title: "Plain bodies",
    bodies: plainBodies,
    names: ["JSON.stringify", "Hipflask", "replacer", "fast-json-stringify"],
    writers: plainContenders,
  },
  {
    title: "Rich bodies",
    bodies: richBodies,
    names: ["replacer", "Hipflask", "superjson"],
    writers: toBytes,
  },
  {
    title: "Hard plain bodies",
    bodies: hardBodies,
    names: ["JSON.stringify", "Hipflask", "replacer"],
    writers: plainContenders,
  },
];
