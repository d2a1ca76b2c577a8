// Which room of src/ may import from which: the table of ARCHITECTURE.md as data.
// Types count like code. A room may always import from itself.

const vocabulary = ["http", "gateway", "errors"] as const;
const framework = [
  ...vocabulary,
  "routing",
  "json",
  "schema",
  "session",
  "config",
  "core",
] as const;
const tooling = ["openapi", "debug", "testing", "client"] as const;

export const ranks = {
  http: { rank: 0, mayImport: [] },
  gateway: { rank: 1, mayImport: ["http"] },
  errors: { rank: 1, mayImport: ["http"] },
  h1: { rank: 2, mayImport: ["http", "gateway"] },
  routing: { rank: 2, mayImport: ["errors"] },
  json: { rank: 2, mayImport: ["errors"] },
  schema: { rank: 2, mayImport: ["errors"] },
  session: { rank: 2, mayImport: ["http", "errors", "json"] },
  config: { rank: 2, mayImport: ["errors"] },
  core: {
    rank: 3,
    mayImport: [...vocabulary, "routing", "json", "schema", "session", "config"],
  },
  runtimes: { rank: 3, mayImport: ["http", "gateway", "h1"] },
  openapi: { rank: 4, mayImport: framework },
  debug: {
    rank: 4,
    // The process that restarts a program is Node's alone, and hands over its sockets.
    mayImport: [
      ...framework,
      "runtime by condition",
      "runtimes/runtime.ts",
      "runtimes/listen-failure.ts",
      "runtimes/paint.ts",
      "runtimes/node/",
    ],
  },
  testing: { rank: 4, mayImport: [...framework, "h1"] },
  // Types only: a client program must not carry the server.
  client: { rank: 4, mayImport: framework },
  // Which runtime it is comes by condition; what all of them share, and the web's, by name.
  app: {
    rank: 5,
    mayImport: [
      ...framework,
      ...tooling,
      "runtime by condition",
      "runtimes/runtime.ts",
      "runtimes/paint.ts",
      "runtimes/listen-failure.ts",
      "runtimes/web/",
    ],
  },
  entries: { rank: 6, mayImport: [...framework, ...tooling, "h1", "runtimes", "app"] },
  cli: { rank: 7, mayImport: ["entries", "gateway", "debug"] },
} as const satisfies Record<string, { rank: number; mayImport: readonly string[] }>;

/** Where `node:` modules may be imported. */
export const nodeFolders: readonly string[] = ["src/runtimes/node/", "src/debug/", "src/cli/"];

/** What runs in a browser, as parts of one script: the tests of its page in a browser are about all of them. */
export const browserFolder = "src/debug/page/";

/** Tests that are about no single source file, but about the project or a whole room. */
export const testsOfTheWhole: readonly RegExp[] = [
  /^tests\/(architecture|docs|error-codes|package|runtime|start|type-budget)\./,
  /^tests\/(conformance|examples|fuzz|soak)\//,
  /^tests\/json\/(golden|properties)\./,
];

/** `src/core/app.ts` → `core`; `src/index.ts` → `entries`. */
export function roomOf(path: string): string {
  if (path === "src/gateway.ts") return "gateway";
  const [, folder, ...rest] = path.split("/");
  return rest.length === 0 ? "entries" : (folder ?? "");
}
