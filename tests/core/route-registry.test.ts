import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";

const ok = (): string => "ok";

describe("a registration that is refused leaves nothing behind", () => {
  test.each([
    ["a reserved name", (app: Hipflask) => app.get("/x/<query>" as "/x", ok), "reserved-name"],
    [
      "a reserved name among defaults",
      (app: Hipflask) => app.get("/x/y", { defaults: { query: 1 } }, ok),
      "reserved-name",
    ],
    ["a limit that is none", (app: Hipflask) => app.get("/x/y", { bodyLimit: -1 }, ok), "limit"],
    [
      "a name that is taken",
      (app: Hipflask) => app.get("/x/y", { name: "taken" }, ok),
      "endpoint-taken",
    ],
    ["a conflict", (app: Hipflask) => app.get("/a", ok), "route-conflict"],
  ])("%s", async (_, register, code) => {
    const app = new Hipflask();
    app.get("/a", { name: "taken" }, () => "a");
    expect(() => register(app)).toThrow(expect.objectContaining({ code }));
    expect(app.routes()).toHaveLength(1);
    expect((await app.testClient().get("/x/y")).status).toBe(404);
    expect(await (await app.testClient().get("/a")).text()).toBe("a");
  });
});

test("routes of a blueprint conflict with others, and both places are named", () => {
  const app = new Hipflask();
  const blueprint = new Blueprint("b", { urlPrefix: "/users" });
  blueprint.get("/<id>", ok);
  app.get("/users/<name>", ok);
  expect(() => app.register(blueprint)).toThrow(
    expect.objectContaining({
      code: "route-conflict",
      message: expect.stringMatching(
        /first +\/users\/<name> +(route-registry\.test\.ts:\d+)?\n +second +\/users\/<id>/,
      ),
    }),
  );
});

test("variables of a prefix must not hide parts of the context either", () => {
  const blueprint = new Blueprint("b", { urlPrefix: "/<session>" });
  blueprint.get("/x", ok);
  expect(() => new Hipflask().register(blueprint)).toThrow("[reserved-name]");
});

describe("what a route may say of itself, its blueprint and its application", () => {
  const statusOf = async (app: Hipflask, url: string): Promise<number> =>
    (await app.fetch(new Request(url))).status;

  test.each([
    ["application", { strictSlashes: false }, {}, {}, 200],
    ["blueprint", {}, { strictSlashes: false }, {}, 200],
    [
      "blueprint, against the application",
      { strictSlashes: false },
      { strictSlashes: true },
      {},
      308,
    ],
    [
      "route, against both",
      { strictSlashes: true },
      { strictSlashes: true },
      { strictSlashes: false },
      200,
    ],
    ["nobody", {}, {}, {}, 308],
  ])("loose slashes, by the %s", async (_, ofApp, ofBlueprint, ofRoute, status) => {
    const app = new Hipflask(ofApp);
    const blueprint = new Blueprint("b", ofBlueprint);
    blueprint.get("/x/", ofRoute, ok);
    app.register(blueprint);
    expect(await statusOf(app, "http://localhost/x")).toBe(status);
  });

  test("defaults are values of the context, beside those of the path", async () => {
    const app = new Hipflask();
    const blueprint = new Blueprint("b", { urlDefaults: { language: "en" } });
    blueprint.get("/x", { defaults: { page: 1 } }, ({ params }) => params);
    app.register(blueprint);
    const response = await app.testClient().get("/x");
    expect(await response.json()).toEqual({ language: "en", page: 1 });
  });

  test("the host, or the subdomain of the application's name", async () => {
    const app = new Hipflask({ serverName: "example.com:8080" });
    const blueprint = new Blueprint("b", { subdomain: "api" });
    blueprint.get("/blueprint", { name: "one" }, ok);
    blueprint.get("/host", { host: "other.example" }, ok);
    app.get("/route", { subdomain: "<tenant>" }, ({ params }) => params);
    app.register(blueprint);
    expect(app.routes().map(({ host }) => host)).toEqual([
      "<tenant>.example.com",
      "api.example.com",
      "other.example",
    ]);
    expect(await statusOf(app, "http://api.example.com/blueprint")).toBe(200);
    expect(await statusOf(app, "http://example.com/blueprint")).toBe(404);
    expect(await statusOf(app, "http://other.example/host")).toBe(200);
    const response = await app.fetch(new Request("http://acme.example.com/route"));
    expect(await response.json()).toEqual({ tenant: "acme" });
  });

  test("a subdomain of nothing is refused", () => {
    expect(() => new Hipflask().get("/", { subdomain: "api" }, ok)).toThrow(
      expect.objectContaining({ code: "subdomain" }),
    );
  });

  test("where its requests are sent, that it answers none, that OPTIONS is none of them", async () => {
    const app = new Hipflask();
    app.get("/old/<int:id>", { redirectTo: "/new/<id>" }, ok);
    app.get("/elsewhere", { buildOnly: true, name: "elsewhere" }, ok);
    app.get("/new/<int:id>", { automaticOptions: false }, ok);
    const client = app.testClient();
    const moved = await app.fetch(
      new Request("http://localhost/old/7?a=1", { redirect: "manual" }),
    );
    expect([moved.status, moved.headers.get("location")]).toEqual([308, "/new/7?a=1"]);
    expect((await client.get("/elsewhere")).status).toBe(404);
    expect(app.urlFor("elsewhere")).toBe("/elsewhere");
    expect((await client.options("/new/7")).status).toBe(405);
  });

  test("redirects stay below the path that the application is mounted at", async () => {
    const app = new Hipflask({ mountPath: "/api" });
    app.get("/x/", ok);
    const moved = await app.fetch(new Request("http://localhost/x?a=1"));
    expect(moved.headers.get("location")).toBe("/api/x/?a=1");
  });
});

describe("the value that is another path's default", () => {
  const appOf = (redirectDefaults?: boolean): Hipflask => {
    const app = new Hipflask({ redirectDefaults });
    app.get("/pages/", { name: "pages", defaults: { page: 1 } }, ok);
    app.get("/pages/<int:page>", { name: "pages" }, ok);
    return app;
  };

  test("is redirected to that path, with the query", async () => {
    const response = await appOf().testClient().get("/pages/1?a=b");
    expect([response.status, response.headers.get("location")]).toEqual([308, "/pages/?a=b"]);
  });

  test("is answered at both, where that is switched off", async () => {
    expect((await appOf(false).testClient().get("/pages/1")).status).toBe(200);
  });
});
