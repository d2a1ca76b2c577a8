import { describe, expect, test } from "vitest";
import {
  Hipflask,
  MemoryStore,
  Response,
  abort,
  eventStream,
  jsonify,
  sessionControls,
  type HipflaskOptions,
  type SessionStore,
} from "../../src/index.ts";
import { secret } from "../session/secrets.ts";
import { incoming } from "./incoming.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

function appWith(options: HipflaskOptions = {}): Hipflask {
  const app = new Hipflask({ secretKey: secret, ...options });
  app.get("/get", ({ session }) => ({ session }));
  app.get("/set", ({ session, query }) => {
    for (const [name, value] of query) session[name] = value;
    return "set";
  });
  app.get("/pop", ({ session, query }) => {
    delete session[query.get("k") ?? ""];
    return "popped";
  });
  app.get("/clear", ({ session }) => {
    sessionControls(session).clear();
    return "cleared";
  });
  app.get("/untouched", () => "untouched");
  return app;
}

const linesOf = (log: RecordedLog): string => log.entries.flat().map(String).join("\n");

const kinds: [string, () => HipflaskOptions][] = [
  ["signed", () => ({})],
  ["sealed", () => ({ session: { protection: "sealed" } })],
  ["stored", () => ({ session: { store: new MemoryStore() } })],
];

describe.each(kinds)("a %s session", (_, options) => {
  test("is there at the next request", async () => {
    const client = appWith(options()).testClient();
    await client.get("/set?a=1&b=x");
    expect(await (await client.get("/get")).json()).toEqual({ session: { a: "1", b: "x" } });
  });

  test("loses a member that is deleted, and its cookie with the last one", async () => {
    const client = appWith(options()).testClient();
    await client.get("/set?a=1&b=x");
    await client.get("/pop?k=a");
    expect(await (await client.get("/get")).json()).toEqual({ session: { b: "x" } });
    await client.get("/clear");
    expect(client.cookies.get("session")).toBeUndefined();
  });

  test("that nothing was done to sets no cookie", async () => {
    const client = appWith(options()).testClient();
    await client.get("/set?a=1");
    const response = await client.get("/get");
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test.each(["session=eyJhIjoiMSJ9.AAAAAA.invalidsignature", "session=garbage", "session="])(
    "is empty where the cookie is %s",
    async (cookie) => {
      const log = recordedLog();
      const client = appWith({ ...options(), log }).testClient();
      const response = await client.get("/get", { headers: { cookie } });
      expect(await response.json()).toEqual({ session: {} });
      expect(response.headers.get("vary")).toBe("Cookie");
      expect(linesOf(log)).toContain("a session cookie counts for nothing: it is not of the kind");
    },
  );

  test("is saved by an answer to an error, too", async () => {
    const app = appWith(options());
    app.get("/fail", ({ session }) => {
      session["failed"] = "yes";
      abort(409);
    });
    const client = app.testClient();
    expect((await client.get("/fail")).status).toBe(409);
    expect(await (await client.get("/get")).json()).toEqual({ session: { failed: "yes" } });
  });

  test("is there for hooks, before and after the handler", async () => {
    const app = appWith(options());
    app.beforeRequest(
      ({ session }) => void (session["before"] = Number(session["before"] ?? 0) + 1),
    );
    app.afterRequest((_response, { session }) => void (session["after"] = true));
    const client = app.testClient();
    await client.get("/untouched");
    expect(await (await client.get("/get")).json()).toEqual({
      session: { before: 2, after: true },
    });
  });

  test("belongs to one client, however many ask at once", async () => {
    const app = appWith(options());
    app.get("/wait", async ({ session }) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return { name: session["name"] };
    });
    const clients = Array.from({ length: 50 }, () => app.testClient());
    await Promise.all(clients.map((client, i) => client.get(`/set?name=${i}`)));
    const seen = await Promise.all(
      clients.map(
        async (client) => ((await (await client.get("/wait")).json()) as { name: string }).name,
      ),
    );
    expect(seen).toEqual(clients.map((_client, i) => String(i)));
  });
});

describe("Vary says Cookie after any use of the session", () => {
  test.each<[string, (session: Record<string, unknown>) => unknown]>([
    ["reading", (session) => session["x"] ?? null],
    ["in", (session) => "x" in session],
    ["Object.hasOwn", (session) => Object.hasOwn(session, "x")],
    ["keys", (session) => Object.keys(session)],
    [
      "for … in",
      (session) => {
        for (const name in session) return name;
        return null;
      },
    ],
    ["spreading", (session) => ({ ...session })],
    ["JSON", (session) => JSON.stringify(session)],
    ["jsonify", (session) => jsonify({ session })],
    ["deleting", (session) => delete session["x"]],
    ["writing", (session) => (session["x"] = 1)],
    ["asking whether it is new", (session) => sessionControls(session).isNew],
  ])("%s", async (_, use) => {
    for (const app of [new Hipflask({ secretKey: secret }), new Hipflask()]) {
      app.get("/", ({ session }) => {
        try {
          return use(session) as string;
        } catch {
          return "refused";
        }
      });
      const response = await app.testClient().get("/");
      expect(response.headers.get("vary")).toBe("Cookie");
    }
  });

  test("and of an answer to an error", async () => {
    const app = appWith({ log: recordedLog() });
    app.get("/guarded", ({ session }) => (session["userId"] === undefined ? abort(401) : "ok"));
    app.get("/broken", ({ session }) => {
      throw new Error(String(session["x"]));
    });
    const client = app.testClient();
    expect((await client.get("/guarded")).headers.get("vary")).toBe("Cookie");
    expect((await client.get("/broken")).headers.get("vary")).toBe("Cookie");
  });

  test("beside what else it says, once", async () => {
    const app = appWith();
    app.get("/", ({ session }) => {
      void session["x"];
      return new Response("ok", { headers: { vary: "Accept, cookie" } });
    });
    expect((await app.testClient().get("/")).headers.get("vary")).toBe("Accept, cookie");
  });

  test("but not if nobody touched it", async () => {
    const client = appWith().testClient();
    await client.get("/set?a=1");
    const response = await client.get("/untouched");
    expect(response.headers.get("vary")).toBeNull();
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

test("a response that is shared between requests takes nobody's cookie along", async () => {
  const app = appWith();
  const shared = new Response("ok");
  app.get("/shared", ({ session, query }) => {
    if (query.has("name")) session["name"] = query.get("name");
    return shared;
  });
  const first = await app.testClient().get("/shared?name=sweety");
  expect(first.headers.getSetCookie()).toHaveLength(1);
  const second = await app.testClient().get("/shared");
  expect(second.headers.getSetCookie()).toEqual([]);
  expect(shared.headers.has("set-cookie")).toBe(false);
});

test("the cookie is Secure when the request came over https", async () => {
  const app = appWith();
  const cookieOver = async (scheme: string): Promise<string> =>
    (await app.fetch(new Request(`${scheme}://localhost/set?a=1`))).headers.getSetCookie()[0]!;
  expect(await cookieOver("http")).not.toContain("Secure");
  expect(await cookieOver("https")).toContain("; Secure; HttpOnly; Path=/; SameSite=Lax");
});

test("a synchronous handler that uses a cookie session is answered synchronously", () => {
  const app = appWith();
  expect(app.handle(incoming({ target: "/set?a=1" }))).not.toBeInstanceOf(Promise);
});

describe("without a secret", () => {
  test("a session can be read, and is empty", async () => {
    const app = appWith({ secretKey: undefined });
    expect(await (await app.testClient().get("/get")).json()).toEqual({ session: {} });
    expect((await app.testClient().get("/pop?k=a")).status).toBe(200);
  });

  test("writing is a 500, and the log says how to mend it", async () => {
    const log = recordedLog();
    const app = appWith({ secretKey: undefined, log });
    const response = await app.testClient().get("/set?a=1");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(linesOf(log)).toContain("Cannot write to the session");
    expect(linesOf(log)).toContain("new Hipflask({ secretKey })");
  });

  test("options for sessions are refused", () => {
    expect(() => new Hipflask({ session: {} })).toThrow(
      expect.objectContaining({ code: "session-secret" }),
    );
  });
});

test("what cannot be saved is a 500, and the next request is as before", async () => {
  const log = recordedLog();
  const app = appWith({ log });
  app.get("/map", ({ session }) => {
    session["m"] = new Map();
    return "ok";
  });
  app.get("/large", ({ session }) => {
    session["x"] = "x".repeat(5_000);
    return "ok";
  });
  const client = app.testClient();
  await client.get("/set?a=1");
  for (const [path, code] of [
    ["/map", "session-value"],
    ["/large", "session-too-large"],
  ] as const) {
    const response = await client.get(path);
    expect(response.status).toBe(500);
    expect(response.headers.get("vary")).toBe("Cookie");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(linesOf(log)).toContain(code);
  }
  expect(await (await client.get("/get")).json()).toEqual({ session: { a: "1" } });
});

describe("a stream", () => {
  test("that has begun can read the session, and writing throws", async () => {
    const app = appWith();
    const seen: unknown[] = [];
    let goOn: () => void = () => {};
    const begun = new Promise<void>((resolve) => (goOn = resolve));
    app.get("/stream", ({ session }) =>
      eventStream(
        (async function* () {
          yield "first";
          await begun;
          seen.push(session["a"]);
          try {
            session["late"] = 1;
          } catch (error) {
            seen.push(error instanceof TypeError);
          }
        })(),
      ),
    );
    const client = app.testClient();
    await client.get("/set?a=1");
    const response = await client.get("/stream");
    goOn();
    await response.text();
    expect(seen).toEqual(["1", true]);
  });

  test("that writes before its first item loses that, and the log says so", async () => {
    const log = recordedLog();
    const app = appWith({ log });
    app.get("/stream", ({ session }) =>
      eventStream(
        (async function* () {
          session["late"] = 1;
          yield "first";
        })(),
      ),
    );
    const client = app.testClient();
    await (await client.get("/stream")).text();
    expect(linesOf(log)).toContain("a stream wrote to its session");
    expect(await (await client.get("/get")).json()).toEqual({ session: {} });
  });
});

describe("a store", () => {
  function counting(): { store: SessionStore; loads: () => number } {
    const store = new MemoryStore();
    const load = store.load.bind(store);
    let count = 0;
    store.load = (id) => (count++, load(id));
    return { store, loads: () => count };
  }

  test("is asked once, and only for a request with a cookie", async () => {
    const { loads, store } = counting();
    const client = appWith({ session: { store } }).testClient();
    await client.get("/get");
    await client.get("/set?a=1");
    expect(loads()).toBe(0);
    await client.get("/get");
    expect(loads()).toBe(1);
  });

  test("is not asked for a route that goes without", async () => {
    const { loads, store } = counting();
    const log = recordedLog();
    const app = appWith({ session: { store }, log });
    app.get("/health", { session: false }, () => "ok");
    app.get("/wrong", { session: false }, ({ session }) => ({ session }));
    const client = app.testClient();
    await client.get("/set?a=1");
    expect(await (await client.get("/health")).text()).toBe("ok");
    expect((await client.get("/wrong")).status).toBe(500);
    expect(linesOf(log)).toContain("session-off");
    expect(loads()).toBe(0);
  });

  test("that fails is a 503 with the reason in the log, and no handler runs", async () => {
    const log = recordedLog();
    const store = new MemoryStore();
    const app = appWith({ session: { store }, log });
    let ran = false;
    app.get("/run", () => {
      ran = true;
      return "ran";
    });
    app.errorHandler(503, (_error, { session }) => ({ session }));
    const client = app.testClient();
    await client.get("/set?a=1");
    store.load = async () => {
      throw new Error("connection refused");
    };
    const response = await client.get("/run");
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).not.toContain("refused");
    expect(linesOf(log)).toContain("the session store failed");
    expect(linesOf(log)).toContain("connection refused");
    expect(ran).toBe(false);
  });

  test("that fails when it is to save is a 503", async () => {
    const store = new MemoryStore();
    const app = appWith({ session: { store }, log: recordedLog() });
    store.save = async () => {
      throw new Error("read-only replica");
    };
    const response = await app.testClient().get("/set?a=1");
    expect(response.status).toBe(503);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
