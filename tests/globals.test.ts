import { describe, expect, test } from "vitest";
import { currentApp, g, request, session, urlFor } from "../src/globals.ts";
import { Hipflask, eventStream, sessionControls } from "../src/index.ts";
import { secret } from "./session/secrets.ts";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("within a request", () => {
  test("request is the request, methods included", async () => {
    const app = new Hipflask();
    app.post("/echo", async () => ({
      method: request.method,
      query: request.query.get("q"),
      body: await request.json(),
      has: "method" in request,
    }));
    const response = await app.testClient().post("/echo?q=7", { json: { a: 1 } });
    expect(await response.json()).toEqual({
      method: "POST",
      query: "7",
      body: { a: 1 },
      has: true,
    });
  });

  test("g and session are those of the context, in every way an object is used", async () => {
    const app = new Hipflask({ secretKey: secret });
    app.get("/", (context) => {
      g["a"] = 1;
      session["userId"] = 7;
      session["gone"] = 1;
      delete session["gone"];
      const isG = Object.hasOwn(context.g, "a") && context.g["a"] === 1;
      const controls = sessionControls(session);
      return {
        isG,
        session: { ...session },
        json: JSON.stringify(session),
        keys: Object.keys(session),
        has: ["userId" in session, "gone" in session, "toString" in session],
        isNew: controls.isNew,
        same: context.session["userId"] === session["userId"],
      };
    });
    expect(await (await app.testClient().get("/")).json()).toEqual({
      isG: true,
      session: { userId: 7 },
      json: '{"userId":7}',
      keys: ["userId"],
      has: [true, false, false],
      isNew: true,
      same: true,
    });
  });

  test("can be used within a request that a test makes", async () => {
    const app = new Hipflask();
    app.get("/users/<int:id>", { name: "user" }, () => "x");
    const seen = await app.testClient().within("/users/7?a=1", async () => {
      await Promise.resolve();
      return [request.query.get("a"), urlFor("user", { id: 8 })];
    });
    expect(seen).toEqual(["1", "/users/8"]);
    expect(() => request.path).toThrow("[no-request]");
  });

  test("currentApp is the application, and urlFor builds as seen from the request", async () => {
    const app = new Hipflask();
    app.get("/users/<int:id>", { name: "user" }, () => ({
      same: currentApp.json === app.json,
      url: urlFor("user", { id: 8 }),
    }));
    expect(await (await app.testClient().get("/users/7")).json()).toEqual({
      same: true,
      url: "/users/8",
    });
  });

  test("they are there for hooks, error handlers, and teardown", async () => {
    const app = new Hipflask();
    const seen: string[] = [];
    app.beforeRequest(() => void seen.push(`before ${request.path}`));
    app.afterRequest(() => void seen.push(`after ${request.path}`));
    app.teardownRequest(() => void seen.push(`teardown ${request.path}`));
    app.errorHandler(404, () => ({ missing: request.path }));
    const response = await app.testClient().get("/none");
    expect(await response.json()).toEqual({ missing: "/none" });
    expect(seen).toEqual(["before /none", "after /none", "teardown /none"]);
  });
});

describe("outside of a request", () => {
  test.each<[string, () => unknown]>([
    ["request", () => request.path],
    ["g", () => (g["a"] = 1)],
    ["session", () => "userId" in session],
    ["currentApp", () => currentApp.log],
    ["urlFor", () => urlFor("index")],
  ])("%s is an error that says so", (name, use) => {
    expect(use).toThrow(`Cannot use ${name} here: no request is being answered`);
    expect(use).toThrow("[no-request]");
  });
});

describe("requests do not see each other", () => {
  /** Calls of which each is under way while others begin and end. */
  async function interleaved(app: Hipflask, path: (i: number) => string): Promise<string[]> {
    const client = app.testClient();
    return Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await wait(i % 7);
        return (await client.get(path(i))).text();
      }),
    );
  }
  const wanted = Array.from({ length: 200 }, (_, i) => String(i));

  test("across awaits, timers and promises", async () => {
    const app = new Hipflask();
    const nameOf = async (): Promise<string> => {
      await wait(Math.random() * 5);
      return g["name"] as string;
    };
    app.beforeRequest(async () => {
      await Promise.resolve();
      g["name"] = request.query.get("name");
    });
    app.get("/", async () => {
      const [first, second] = await Promise.all([nameOf(), nameOf()]);
      const third = await new Promise((resolve) => {
        setTimeout(() => resolve(request.query.get("name")), Math.random() * 5);
      });
      return first === second && second === third ? first : `${first} ${second} ${String(third)}`;
    });
    expect(await interleaved(app, (i) => `/?name=${i}`)).toEqual(wanted);
  });

  test("in streams, which are read when the handler has long returned", async () => {
    const app = new Hipflask();
    app.get("/", () =>
      eventStream(
        (async function* () {
          for (let i = 0; i < 3; i++) {
            yield `${request.query.get("name")} ${String((g["count"] = Number(g["count"] ?? 0) + 1))}`;
            await wait(Math.random() * 3);
          }
        })(),
      ),
    );
    const texts = await interleaved(app, (i) => `/?name=${i}`);
    expect(texts).toEqual(
      wanted.map((i) => [1, 2, 3].map((n) => `data: "${i} ${n}"\n\n`).join("")),
    );
  });

  test("nor does what a request has left behind see another", async () => {
    const app = new Hipflask();
    const late: string[] = [];
    app.get("/", ({ after }) => {
      after(wait(5).then(() => late.push(request.query.get("name") ?? "")));
      return "ok";
    });
    await interleaved(app, (i) => `/?name=${i}`);
    await app.settled();
    expect(late.toSorted((a, b) => Number(a) - Number(b))).toEqual(wanted);
  });
});
