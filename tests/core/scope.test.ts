import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { abort } from "../../src/errors/abort.ts";

let app: Hipflask;

beforeEach(() => {
  app = new Hipflask();
});

const textOf = async (path: string): Promise<string> => (await app.testClient().get(path)).text();

describe("an application, a blueprint and a route have the same verbs", () => {
  test("and run what they were given in an order that never varies", async () => {
    const order: string[] = [];
    const outer = new Blueprint("outer", { urlPrefix: "/o" });
    const inner = new Blueprint("inner", { urlPrefix: "/i" });
    const route = inner.get("/<int:id>", ({ afterThisRequest, id }) => {
      afterThisRequest(() => void order.push("this request"));
      order.push(`handler ${id}`);
      return "x";
    });
    for (const [name, scope] of [
      ["route", route] as const,
      ["inner", inner] as const,
      ["app", app] as const,
      ["outer", outer] as const,
    ]) {
      for (const turn of [1, 2]) {
        scope.beforeRequest(() => void order.push(`before ${name} ${turn}`));
        scope.afterRequest(() => void order.push(`after ${name} ${turn}`));
        scope.teardownRequest(() => void order.push(`teardown ${name} ${turn}`));
      }
    }
    outer.register(inner);
    app.register(outer);
    expect(await textOf("/o/i/7")).toBe("x");
    expect(order).toEqual([
      ...["app", "outer", "inner", "route"].flatMap((name) => [
        `before ${name} 1`,
        `before ${name} 2`,
      ]),
      "handler 7",
      "this request",
      ...["route", "inner", "outer", "app"].flatMap((name) => [
        `after ${name} 2`,
        `after ${name} 1`,
      ]),
      ...["route", "inner", "outer", "app"].flatMap((name) => [
        `teardown ${name} 2`,
        `teardown ${name} 1`,
      ]),
    ]);
  });

  test("and answer errors from the nearest scope on", async () => {
    const blueprint = new Blueprint("b", { urlPrefix: "/b" });
    const own = blueprint.get("/route", () => abort(404));
    blueprint.get("/blueprint", () => abort(404));
    app.get("/app", () => abort(404));
    app.errorHandler(404, () => "app");
    blueprint.errorHandler(404, () => "blueprint");
    own.errorHandler(404, () => "route");
    app.register(blueprint);
    expect(await textOf("/b/route")).toBe("route");
    expect(await textOf("/b/blueprint")).toBe("blueprint");
    expect(await textOf("/app")).toBe("app");
  });

  test("and hold for no other route", async () => {
    const blueprint = new Blueprint("b", { urlPrefix: "/b" });
    blueprint.beforeRequest(() => "blueprint");
    blueprint.get("/x", () => "x");
    app.register(blueprint);
    const route = app.get("/route", () => "x");
    route.beforeRequest(() => "route");
    app.get("/other", () => "other");
    app.get("/below/b/x", () => "other");
    expect(await textOf("/b/x")).toBe("blueprint");
    expect(await textOf("/route")).toBe("route");
    expect(await textOf("/other")).toBe("other");
    expect(await textOf("/below/b/x")).toBe("other");
  });

  test("of one view for all its methods", async () => {
    const view = app.view("/v", { get: () => "get", post: () => "post" });
    view.afterRequest((response) => response.headers.set("x-view", "1"));
    for (const method of ["GET", "POST", "HEAD"]) {
      const response = await app.testClient().request(method, "/v");
      expect([method, response.headers.get("x-view")]).toEqual([method, "1"]);
    }
  });
});

describe("after-hooks of the application see every answer", () => {
  test.each([
    ["GET", "/ok", 200],
    ["GET", "/nowhere", 404],
    ["DELETE", "/ok", 405],
    ["OPTIONS", "/ok", 200],
    ["GET", "/folder", 308],
    ["GET", "/%zz", 400],
    ["GET", "/throws", 500],
    ["GET", "/circle", 500],
    ["GET", "/undefined", 500],
    ["POST", "/small", 413],
    ["GET", "/aborts", 418],
    ["GET", "/broken-error", 500],
  ])("%s %s, %i", async (method, path, status) => {
    app = new Hipflask({ log: { debug() {}, info() {}, warn() {}, error() {} } });
    app.afterRequest((response) => response.headers.set("access-control-allow-origin", "*"));
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    app.get("/ok", () => "ok");
    app.get("/folder/", () => "ok");
    app.get("/throws", (): string => {
      throw new Error("x");
    });
    app.get("/circle", () => circle);
    app.get("/undefined", () => undefined as never);
    app.post("/small", { bodyLimit: 1 }, () => "ok");
    app.get("/aborts", () => abort(418));
    app.get("/broken-error", () => abort(400, "x", { circle }));
    const init = method === "POST" ? { method, body: "too large" } : { method };
    const response = await app.fetch(new Request(`http://localhost${path}`, init));
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("what is no function is refused, with what to write", () => {
  test.each([undefined, null, "hook", {}])("%j", (hook) => {
    for (const verb of ["beforeRequest", "afterRequest", "teardownRequest"] as const) {
      expect(() => app[verb](hook as never)).toThrow(
        expect.objectContaining({
          code: "hook",
          message: expect.stringContaining(`Cannot register with ${verb}`),
          fix: expect.stringContaining(`write ${verb}((`),
        }),
      );
    }
  });
});

describe("once requests have been answered", () => {
  test.each(["beforeRequest", "afterRequest", "teardownRequest"] as const)(
    "%s is refused by the application, its blueprints and its routes",
    async (verb) => {
      const blueprint = new Blueprint("b");
      const route = blueprint.get("/x", () => "x");
      app.register(blueprint);
      await textOf("/x");
      for (const scope of [app, blueprint, route]) {
        expect(() => scope[verb](() => {})).toThrow("[app-started]");
        expect(() => scope.errorHandler(404, () => "x")).toThrow("[app-started]");
      }
    },
  );
});
