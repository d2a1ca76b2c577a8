import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { abort } from "../../src/errors/abort.ts";

let app: Hipflask;

beforeEach(() => {
  app = new Hipflask();
});

/** The SetupError of a registration that must fail, written without the help of the compiler. */
const mistake = (method: string, ...args: readonly unknown[]): unknown => {
  try {
    (app as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[method]!(...args);
  } catch (error) {
    return error;
  }
  return undefined;
};

const ok = (): string => "ok";

describe("the verbs", () => {
  test.each(["get", "post", "put", "patch", "delete", "query"] as const)(
    "%s answers its method and no other",
    async (verb) => {
      const register = app[verb] as typeof app.get;
      register("/x", ({ method }) => method);
      const client = app.testClient();
      expect(await (await client.request(verb.toUpperCase(), "/x")).text()).toBe(
        verb.toUpperCase(),
      );
      expect((await client.request("PROPFIND", "/x")).status).toBe(405);
    },
  );

  test("can be taken off the application", async () => {
    const { get } = app;
    get("/x", ok);
    expect((await app.testClient().get("/x")).status).toBe(200);
  });

  test("give back the route as a value", () => {
    const route = app.get("/users/<int:id>", ok);
    expect(route.methods).toEqual(["GET"]);
    expect(route.path).toBe("/users/<int:id>");
    expect(route.rule.names).toEqual(["id"]);
  });
});

describe("route", () => {
  test("answers GET unless told otherwise", async () => {
    expect(app.route("/x", ok).methods).toEqual(["GET"]);
    expect((await app.testClient().post("/x")).status).toBe(405);
  });

  test("answers the methods that are named, in any case, each once", async () => {
    const route = app.route("/x", { methods: ["post", "PUT", "POST"] }, ({ method }) => method);
    expect(route.methods).toEqual(["POST", "PUT"]);
    expect(await (await app.testClient().put("/x")).text()).toBe("PUT");
    expect((await app.testClient().get("/x")).status).toBe(405);
  });

  test("may answer OPTIONS itself", async () => {
    app.route("/x", { methods: ["OPTIONS"] }, () => "mine");
    expect(await (await app.testClient().options("/x")).text()).toBe("mine");
  });
});

describe("a route that answers no request itself needs no handler", () => {
  test("one that redirects", async () => {
    app.route("/old/<int:id>", { methods: ["GET", "POST"], redirectTo: "/new/<id>" });
    const request = new Request("http://localhost/old/7", { method: "POST" });
    const moved = await app.fetch(request);
    expect([moved.status, moved.headers.get("location")]).toEqual([308, "/new/7"]);
  });

  test("one that is there for its URL", async () => {
    app.route("/cdn/<path:file>", { buildOnly: true, name: "cdn" });
    expect(app.urlFor("cdn", { file: "a/b.js" })).toBe("/cdn/a/b.js");
    expect((await app.testClient().get("/cdn/a/b.js")).status).toBe(404);
  });

  test("any other does", () => {
    expect(mistake("route", "/x", { buildOnly: false })).toMatchObject({ code: "route-handler" });
  });
});

describe("a handler that is none is refused, with what to write", () => {
  test.each([
    ["nothing", ["/x"], "undefined"],
    ["undefined", ["/x", undefined], "undefined"],
    ["null", ["/x", null], "null"],
    ["text", ["/x", "handler"], "string"],
    ["options only", ["/x", { methods: ["GET"] }], "object"],
    ["options last", ["/x", ok, {}], "object"],
    ["too much", ["/x", {}, {}, ok], "function"],
  ])("%s", (_, args, kind) => {
    for (const verb of ["get", "post", "route"]) {
      expect(mistake(verb, ...args)).toMatchObject({
        code: "route-handler",
        message: expect.stringContaining(`but it is ${kind}`),
        fix: 'write app.get("/x", (context) => …)',
      });
    }
  });
});

describe("methods that are none are refused", () => {
  test.each([
    ["text", "GET"],
    ["no list", []],
    ["null", null],
    ["a name with a space", ["GET POST"]],
    ["an empty name", [""]],
    ["a number", [7]],
  ])("%s", (_, methods) => {
    expect(mistake("route", "/x", { methods }, ok)).toMatchObject({
      code: "route-methods",
      message: expect.stringContaining("Cannot register /x"),
      fix: 'write methods: ["GET", "POST"]',
    });
  });
});

test.each([[["GET", "POST"]], ["POST"], [null], [undefined], [7]])(
  "options that are %j are refused",
  (options) => {
    expect(mistake("route", "/x", options, ok)).toMatchObject({
      code: "route-options",
      fix: 'write { methods: ["GET", "POST"] }, or leave them out',
    });
  },
);

test("a failed registration leaves nothing behind", async () => {
  mistake("get", "/x", "handler");
  mistake("route", "/x", { methods: [] }, ok);
  mistake("get", "/x", { bodyLimit: -1 }, ok);
  mistake("view", "/x", {});
  expect((await app.testClient().get("/x")).status).toBe(404);
});

describe("values of paths", () => {
  test("may be taken out before hooks and handlers see them", async () => {
    app.urlValuePreprocessor((values, { g }) => {
      g["language"] = values["language"];
      delete values["language"];
    });
    app.get("/<language>/<int:id>", ({ g, params }) => ({ language: g["language"], params }));
    expect(await (await app.testClient().get("/de/7")).json()).toEqual({
      language: "de",
      params: { id: 7 },
    });
  });

  test("a preprocessor that fails is an error of the request", async () => {
    app.urlValuePreprocessor(() => abort(410));
    app.get("/x", ok);
    expect((await app.testClient().get("/x")).status).toBe(410);
  });
});
