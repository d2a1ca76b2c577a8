import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { urlFor } from "../../src/core/route.ts";
import { abort } from "../../src/errors/abort.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

const ok = (): string => "ok";
const textOf = async (path: string): Promise<string> => (await app.testClient().get(path)).text();

describe("the paths of a blueprint", () => {
  test.each([
    ["/admin", "/users", "/admin/users"],
    ["/admin/", "/users", "/admin/users"],
    ["/admin", "/", "/admin/"],
    ["/admin", "", "/admin"],
    ["/", "/users", "/users"],
    ["", "/users", "/users"],
  ])("below %j, %j is %s", async (urlPrefix, path, whole) => {
    const blueprint = new Blueprint("b", { urlPrefix });
    blueprint.get(path, ok);
    app.register(blueprint);
    expect(app.routes()[0]?.path).toBe(whole);
    expect(await textOf(whole)).toBe("ok");
  });

  test("may have variables in their prefix, whose values reach handlers and hooks", async () => {
    const blueprint = new Blueprint("b", { urlPrefix: "/<tenant>/<int:year>" });
    blueprint.beforeRequest(({ g, params }) => void (g["tenant"] = params["tenant"]));
    blueprint.get("/<int:id>", ({ id, params, g }) => ({ id, params, tenant: g["tenant"] }));
    app.register(blueprint);
    expect(JSON.parse(await textOf("/acme/2026/7"))).toEqual({
      id: 7,
      params: { tenant: "acme", year: 2026, id: 7 },
      tenant: "acme",
    });
  });

  test("are those of the registration if it has a prefix of its own", async () => {
    const blueprint = new Blueprint("b", { urlPrefix: "/own" });
    blueprint.get("/x", ok);
    app.register(blueprint, { urlPrefix: "/other" });
    expect((await app.testClient().get("/own/x")).status).toBe(404);
    expect(await textOf("/other/x")).toBe("ok");
  });
});

describe("a blueprint within another", () => {
  test("has its prefix, its name and its hooks, from the outer to the inner", async () => {
    const order: string[] = [];
    const outer = new Blueprint("outer", { urlPrefix: "/outer" });
    const inner = new Blueprint("inner", { urlPrefix: "/inner" });
    for (const [name, scope] of [["inner", inner] as const, ["outer", outer] as const]) {
      scope.beforeRequest(() => void order.push(`before ${name}`));
      scope.afterRequest(() => void order.push(`after ${name}`));
    }
    inner.get("/x", { name: "x" }, ({ route }) => ({ ...route }));
    outer.register(inner);
    app.register(outer);
    expect(JSON.parse(await textOf("/outer/inner/x"))).toEqual({
      path: "/outer/inner/x",
      methods: ["GET"],
      endpoint: "outer.inner.x",
      blueprint: "outer.inner",
      blueprints: ["outer.inner", "outer"],
    });
    expect(order).toEqual(["before outer", "before inner", "after inner", "after outer"]);
  });

  test("may be registered in two others", async () => {
    const inner = new Blueprint("inner");
    inner.get("/x", { name: "x" }, ({ route }) => route?.endpoint ?? "");
    for (const name of ["a", "b"]) {
      const outer = new Blueprint(name, { urlPrefix: `/${name}` });
      outer.register(inner);
      app.register(outer);
    }
    expect(await textOf("/a/x")).toBe("a.inner.x");
    expect(await textOf("/b/x")).toBe("b.inner.x");
  });

  test("is never within itself", () => {
    const [a, b] = [new Blueprint("a"), new Blueprint("b")];
    a.register(b);
    for (const other of [a, b]) {
      expect(() => b.register(other === a ? a : b)).toThrow(
        expect.objectContaining({ code: "blueprint-cycle" }),
      );
    }
  });
});

describe("registered twice", () => {
  test("under two names it has two sets of routes", async () => {
    const blueprint = new Blueprint("b");
    blueprint.get("/x", { name: "x" }, ({ route }) => route?.endpoint ?? "");
    app.register(blueprint, { urlPrefix: "/1" });
    app.register(blueprint, { urlPrefix: "/2", name: "second" });
    expect(await textOf("/1/x")).toBe("b.x");
    expect(await textOf("/2/x")).toBe("second.x");
    expect(app.urlFor("second.x")).toBe("/2/x");
  });

  test("under one name it is refused, with the place of the first", () => {
    const blueprint = new Blueprint("b");
    app.register(blueprint, { urlPrefix: "/1" });
    expect(() => app.register(blueprint, { urlPrefix: "/2" })).toThrow(
      expect.objectContaining({
        code: "blueprint-twice",
        message: expect.stringMatching(/named "b": .*( \(blueprint\.test\.ts:\d+\))?\nFix/),
      }),
    );
  });

  test("another blueprint of the same name is refused, in one place only", () => {
    app.register(new Blueprint("b"));
    expect(() => app.register(new Blueprint("b"))).toThrow("[blueprint-twice]");
    const outer = new Blueprint("outer");
    outer.register(new Blueprint("b"));
    expect(() => app.register(outer)).not.toThrow();
  });
});

describe("after its registration", () => {
  const registered = (): Blueprint => {
    const blueprint = new Blueprint("b");
    app.register(blueprint);
    return blueprint;
  };

  test.each([
    ["a route", (b: Blueprint) => b.get("/late", ok), "GET /late"],
    ["a blueprint", (b: Blueprint) => b.register(new Blueprint("c")), "blueprint c"],
    ["beforeAppRequest", (b: Blueprint) => b.beforeAppRequest(() => {}), "beforeAppRequest"],
    ["afterAppRequest", (b: Blueprint) => b.afterAppRequest(() => {}), "afterAppRequest"],
    ["teardownAppRequest", (b: Blueprint) => b.teardownAppRequest(() => {}), "teardownAppRequest"],
    ["appErrorHandler", (b: Blueprint) => b.appErrorHandler(404, ok), "appErrorHandler"],
    [
      "appURLValuePreprocessor",
      (b: Blueprint) => b.appURLValuePreprocessor(() => {}),
      "appURLValuePreprocessor",
    ],
    ["appURLDefaults", (b: Blueprint) => b.appURLDefaults(() => {}), "appURLDefaults"],
  ])("%s would have no effect, and is refused", (_, register, what) => {
    const blueprint = registered();
    expect(() => register(blueprint)).toThrow(
      expect.objectContaining({
        code: "blueprint-registered",
        message: expect.stringContaining(what),
        fix: "move it before the registration of b",
      }),
    );
  });

  test("hooks and error handlers still have one, until the first request", async () => {
    const blueprint = new Blueprint("b");
    blueprint.get("/x", () => abort(404, "x"));
    app.register(blueprint);
    blueprint.errorHandler(404, () => "handled");
    expect(await textOf("/x")).toBe("handled");
    expect(() => blueprint.errorHandler(405, ok)).toThrow("[app-started]");
    expect(() => blueprint.beforeRequest(() => {})).toThrow("[app-started]");
    expect(() => blueprint.get("/y", ok)).toThrow("[app-started]");
  });
});

describe("what it registers with the application", () => {
  test("holds for every request, in the order in which it was registered", async () => {
    const order: string[] = [];
    const blueprint = new Blueprint("b");
    blueprint.beforeAppRequest(() => void order.push("before, b"));
    blueprint.afterAppRequest(() => void order.push("after, b"));
    blueprint.teardownAppRequest(() => void order.push("teardown, b"));
    app.beforeRequest(() => void order.push("before, first"));
    app.register(blueprint);
    app.beforeRequest(() => void order.push("before, last"));
    app.get("/x", ok);
    await textOf("/x");
    expect(order).toEqual([
      "before, first",
      "before, b",
      "before, last",
      "after, b",
      "teardown, b",
    ]);
  });

  test("counts once, however often it is registered", async () => {
    let calls = 0;
    const blueprint = new Blueprint("b");
    blueprint.beforeAppRequest(() => void calls++);
    app.register(blueprint);
    app.register(blueprint, { name: "again", urlPrefix: "/again" });
    await textOf("/nowhere");
    expect(calls).toBe(1);
  });

  test("may be an error handler, a preprocessor of values, defaults of URLs", async () => {
    const blueprint = new Blueprint("b");
    blueprint.appErrorHandler(404, () => "no such page");
    blueprint.appURLValuePreprocessor((values) => void delete values["language"]);
    blueprint.appURLDefaults((values) => void (values["language"] ??= "en"));
    app.register(blueprint);
    app.get("/<language>/x", { name: "x" }, ({ params }) => params);
    expect(await textOf("/nowhere")).toBe("no such page");
    expect(await textOf(app.urlFor("x"))).toBe("{}");
    expect(app.urlFor("x")).toBe("/en/x");
  });
});

describe("its routes as values", () => {
  const blueprint = (): { show: ReturnType<Blueprint["get"]>; b: Blueprint } => {
    const b = new Blueprint("b", { urlPrefix: "/b" });
    return { b, show: b.get("/<int:id>", { name: "show" }, ok) };
  };

  test("have a URL once the blueprint is registered", () => {
    const { b, show } = blueprint();
    expect(() => urlFor(show, { id: 7 })).toThrow("[route-unregistered]");
    app.register(b);
    expect(urlFor(show, { id: 7 })).toBe("/b/7");
    expect(app.urlFor(show, { id: 7 })).toBe("/b/7");
  });

  test("registered twice are ambiguous, but not from within", async () => {
    const { b, show } = blueprint();
    b.get("/self", ({ urlFor: build }) => build(show, { id: 7 }));
    app.register(b);
    app.register(b, { name: "second", urlPrefix: "/second" });
    expect(() => urlFor(show, { id: 7 })).toThrow("as b.show and second.show");
    expect(() => app.urlFor(show, { id: 7 })).toThrow("[route-ambiguous]");
    expect(await textOf("/second/self")).toBe("/second/7");
    expect(await textOf("/b/self")).toBe("/b/7");
  });
});

describe("below the prefix of a blueprint", () => {
  beforeEach(() => {
    const outer = new Blueprint("outer", { urlPrefix: "/outer" });
    const inner = new Blueprint("inner", { urlPrefix: "/<int:id>/inner" });
    const bare = new Blueprint("bare");
    bare.errorHandler(404, () => "bare");
    outer.errorHandler(404, () => "outer");
    outer.errorHandler(405, () => "outer, method");
    inner.errorHandler(404, (_, { path }) => `inner: ${path}`);
    inner.beforeRequest(() => "never");
    inner.get("/x", ok);
    outer.register(inner);
    app.register(bare);
    app.register(outer);
    app.errorHandler(404, () => "app");
  });

  test.each([
    ["/outer", "outer"],
    ["/outer/nowhere", "outer"],
    ["/outer/7/inner/nowhere", "inner: /outer/7/inner/nowhere"],
    ["/outer/x/inner/nowhere", "outer"],
    ["/outermost", "app"],
    ["/nowhere", "app"],
  ])(
    "%s is answered by the nearest handler, and no hook of the blueprint runs",
    async (path, text) => {
      expect(await textOf(path)).toBe(text);
    },
  );

  test("a wrong method is answered by a handler around it, if its own has none", async () => {
    const response = await app.testClient().delete("/outer/7/inner/x");
    expect([response.status, await response.text()]).toEqual([405, "outer, method"]);
  });
});
