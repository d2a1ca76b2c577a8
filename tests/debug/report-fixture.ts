// A report with everything in it, and what was captured with it: two frames whose variables are real, because the
// functions that give them away are closures of them.

import type { Capture, CapturedFrame, Evaluation, Variable } from "../../src/debug/locals.ts";
import type { MissedRequest } from "../../src/debug/miss-page.ts";
import type { Report, ReportedFrame } from "../../src/debug/report.ts";

const users = [
  'import { Hipflask, abort, jsonify } from "hipflask";',
  "",
  'const app = new Hipflask({ name: "café" });',
  "const users = new Map<number, User>();",
  "",
  "/** What a client sees of a user: never the password. */",
  "function present(user: User, now: Date): Presented {",
  "  const age = now.getFullYear() - user.born.getFullYear();",
  "  const initials = user.name.first[0] + user.name.last[0];",
  "  return { id: user.id, age, initials };",
  "}",
  "",
  'app.get("/users/<int:id>", async function showUser({ id, query }) {',
  '  const verbose = query.get("verbose") === "1";',
  "  const user = users.get(id) ?? abort(404, `no user ${id}`);",
  "  if (verbose) console.log(`showing ${user.id}`); // for the log",
  "  return present(user, new Date());",
  "});",
];

function frame(name: string, line: number, column: number, around = 4): ReportedFrame {
  const from = Math.max(line - around, 1);
  return {
    name,
    file: "src/users.ts",
    path: "/home/zoe/shop/src/users.ts",
    line,
    column,
    owner: "program",
    isAsync: false,
    excerpt: { firstLine: from, lines: users.slice(from - 1, line + around) },
  };
}

function outside(owner: ReportedFrame["owner"], name: string, file: string): ReportedFrame {
  const path = file.startsWith("node:") ? null : `/home/zoe/shop/${file}`;
  return { name, file, path, line: 71, column: 12, owner, isAsync: false, excerpt: null };
}

const tail: readonly ReportedFrame[] = [
  outside("framework", "callHandler", "node_modules/hipflask/dist/core/dispatch.js"),
  outside("framework", "Turn.run", "node_modules/hipflask/dist/core/turn.js"),
  outside("runtime", "processTicksAndRejections", "node:internal/process/task_queues"),
];

/** `GET /users/7?verbose=1` failed: a TypeError, and the error that caused it. */
export const report: Report = {
  id: "k3v9x2m7q1",
  at: "2026-11-26T14:02:11.482Z",
  title: "GET /users/7 failed",
  errors: [
    {
      relation: "thrown",
      depth: 0,
      name: "TypeError",
      message: "Cannot read properties of undefined (reading 'first')",
      fix: "user.name is undefined here: check it before reading first, or write user.name?.first",
      fields: [],
      frames: [frame("present", 9, 30), frame("showUser", 17, 10), ...tail],
    },
    {
      relation: "cause",
      depth: 1,
      name: "ImportError",
      message: "row 7 of users.csv has no name",
      fix: null,
      fields: [
        { name: "code", value: "ERR_ROW" },
        { name: "row", value: "7" },
      ],
      frames: [frame("showUser", 15, 16), ...tail],
    },
  ],
  request: {
    method: "GET",
    url: "/users/7?verbose=1",
    headers: [
      { name: "host", value: "localhost:5000" },
      { name: "accept", value: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" },
      { name: "accept-language", value: "en-GB,en;q=0.5" },
      { name: "cookie", value: "••••••" },
      { name: "authorization", value: "••••••" },
      { name: "user-agent", value: "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/150.0" },
    ],
    query: [{ name: "verbose", value: "1" }],
    cookies: [{ name: "session", value: "••••••" }],
    body: null,
    session: [{ name: "userId", value: "7" }],
    g: [{ name: "startedAt", value: "1795701731.482" }],
    curl: "curl 'http://localhost:5000/users/7?verbose=1' \\\n  -H 'accept: text/html'",
  },
  route: {
    rule: "GET /users/<int:id>",
    endpoint: "showUser",
    params: [{ name: "id", value: "7" }],
    steps: [
      "1.  before    app      openDatabase  src/database.ts:12",
      "2.  before    app      checkSession  src/sessions.ts:31",
      "3.  handler   route    showUser      src/users.ts:13",
      "4.  after     app      addTiming     src/timing.ts:8",
      "5.  save      request  what belongs to the response, such as the session",
      "6.  teardown  app      closeDatabase src/database.ts:19",
    ],
  },
  environment: [
    { name: "runtime", value: "Node 24.21.0 on linux x64" },
    { name: "hipflask", value: "0.1.0" },
    { name: "DATABASE_URL", value: "••••••" },
    { name: "NODE_ENV", value: "development" },
  ],
  output: [
    { level: "log", text: "showing 7" },
    { level: "warn", text: "slow query: 212 ms\n  select * from users where id = ?" },
  ],
};

class User {
  readonly id = 7;
  readonly born = new Date("1990-05-17");
  readonly email = "zoe@example.com";
}

/** A capture of the report's first error, of values that are really there. */
export function captureOf(thrown: Report = report): Capture {
  const handles = new Map<string, object>();
  const user = new User();
  const now = new Date("2026-11-26T14:02:11.480Z");
  const scopes: readonly Readonly<Record<string, unknown>>[] = [
    { user, now, age: 36 },
    { id: 7, query: new Map([["verbose", "1"]]), verbose: true, user },
  ];
  const show = (name: string, value: unknown, scope: string): Variable => {
    const isObject = typeof value === "object" && value !== null;
    const handle = isObject ? String(handles.size + 1) : null;
    if (isObject) handles.set(handle!, value);
    return { name, scope, text: textOf(value), type: isObject ? "object" : typeof value, handle };
  };
  const list = (values: object, scope: string): Variable[] =>
    Object.entries(values).map(([name, value]) => show(name, value, scope));
  const frames = scopes.map((scope, i): CapturedFrame => {
    const { name, path, line, column } = thrown.errors[0]!.frames[i]!;
    const around = [show("users", new Map([[7, user]]), "closure"), show("app", {}, "closure")];
    const variables = [...list(scope, "local"), ...around];
    return { name: name ?? "", url: path ?? "", line, column, variables, omitted: 0 };
  });
  return {
    frames,
    expand: (handle) => Promise.resolve(list(handles.get(handle) ?? {}, "property")),
    async evaluate(frame, expression): Promise<Evaluation> {
      const scope = scopes[frame]!;
      const [first = "", ...rest] = expression.split(".");
      if (!Object.hasOwn(scope, first)) {
        return { ok: false, error: `ReferenceError: ${first} is not defined` };
      }
      const value = rest.reduce(
        (object, name) => (object as Record<string, unknown>)[name],
        scope[first],
      );
      return { ok: true, value: show("", value, "result") };
    },
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof User) return 'User {id: 7, born: Thu May 17 1990, email: "zoe@example.com"}';
  if (value instanceof Map) return `Map(${value.size}) {…}`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? "Hipflask {…}" : String(value);
}

/** `GET /users/abc` where the rule wants a number. */
export const missed: MissedRequest = {
  method: "GET",
  path: "/users/abc",
  misses: [
    {
      rule: "/users/<int:id>",
      methods: ["GET", "PATCH"],
      place: "src/users.ts:13",
      reason: "`abc` is not an int",
    },
    {
      rule: "/users/<int:id>/orders",
      methods: ["GET"],
      place: "src/orders.ts:9",
      reason: "`abc` is not an int, and `/orders` is missing",
    },
  ],
  routes: [
    ["GET", "/", "index", "src/app.ts:8"],
    ["GET", "/users", "users.list", "src/users.ts:9"],
    ["GET", "/users/<int:id>", "users.show", "src/users.ts:13"],
    ["PATCH", "/users/<int:id>", "users.change", "src/users.ts:22"],
    ["GET", "/users/<int:id>/orders", "orders.list", "src/orders.ts:9"],
    ["POST", "/users/<int:id>/orders", "orders.add", "src/orders.ts:17"],
  ].map(([method = "", path = "", endpoint = null, place = null]) => {
    return { methods: [method], path, endpoint, host: null, place };
  }),
};
