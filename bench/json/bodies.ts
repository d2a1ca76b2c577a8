// The values that are encoded: rows as an API sends them, in four sizes, plain and with special values.

/** A body and the size it is named for. */
export interface Body {
  readonly name: string;
  readonly value: unknown;
}

function plainRow(id: number): Record<string, unknown> {
  return {
    id,
    username: `user ${id}`,
    email: `user.${id}@example.com`,
    active: id % 2 === 0,
    score: id * 1.5,
    city: "Springfield",
    created: "2026-02-28T12:30:15.250Z",
    phone: "+1 555 0100",
    bio: `A few words about user ${id}, who says "hello" now and then.`,
    manager: id === 0 ? null : id - 1,
  };
}

function richRow(id: number): Record<string, unknown> {
  return {
    id: BigInt(id),
    username: `user ${id}`,
    email: `user.${id}@example.com`,
    active: id % 2 === 0,
    score: id * 1.5,
    city: "Springfield",
    created: new Date(1_700_000_000_000 + id * 10_000_019),
    updated: new Date(1_760_000_000_000 + id * 1_013),
    roles: new Set(["admin", "editor"]),
    settings: new Map<string, unknown>([
      ["theme", "dark"],
      ["language", "en"],
    ]),
  };
}

function rows(count: number, row: (id: number) => unknown): unknown {
  return { users: Array.from({ length: count }, (_, id) => row(id)), total: count };
}

/** 60 B, 3.5 kB, 180 kB and 5 MB of JSON. */
export const plainBodies: readonly Body[] = [
  {
    name: "60 B",
    value: {
      users: [
        { id: 1, username: "sweety" },
        { id: 2, username: "pal" },
      ],
    },
  },
  { name: "3.5 kB", value: rows(14, plainRow) },
  { name: "180 kB", value: rows(725, plainRow) },
  { name: "5 MB", value: rows(20_000, plainRow) },
];

/** The same sizes with dates, Map, Set and bigint. */
export const richBodies: readonly Body[] = [
  { name: "60 B", value: { id: 1n, at: new Date(0), tags: new Set(["a"]) } },
  { name: "3.5 kB", value: rows(15, richRow) },
  { name: "180 kB", value: rows(780, richRow) },
  { name: "5 MB", value: rows(21_500, richRow) },
];

/** Shapes that are hard for a scan: many small objects, and nesting. */
export const hardBodies: readonly Body[] = [
  { name: "10,000 points", value: Array.from({ length: 10_000 }, (_, x) => ({ x, y: -x })) },
  { name: "10,000 numbers", value: Array.from({ length: 10_000 }, (_, n) => n * 3) },
  {
    name: "50 shapes",
    value: Array.from({ length: 1_000 }, (_, n) => ({ [`key${n % 50}`]: n, a: { b: [n] } })),
  },
];
