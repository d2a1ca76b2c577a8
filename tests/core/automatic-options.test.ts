import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { abort } from "../../src/errors/abort.ts";
import type { TestClient } from "../../src/testing/test-client.ts";

let app: Hipflask;
let api: Blueprint;
let client: TestClient;

beforeEach(() => {
  app = new Hipflask();
  api = new Blueprint("api", { urlPrefix: "/api/<tenant>" });
  client = app.testClient();
});

describe("a preflight below a blueprint", () => {
  test("gets the CORS headers that the blueprint adds, and those of a route only there", async () => {
    api.afterRequest((response) => response.headers.set("access-control-allow-origin", "*"));
    const users = api.post("/users", () => "made");
    users.afterRequest(({ headers }) => headers.set("access-control-allow-methods", "POST"));
    api.get("/things", () => "x");
    app.register(api);
    app.get("/public", () => "x");
    const headersOf = async (path: string): Promise<(string | null)[]> => {
      const { headers } = await client.options(path);
      const names = ["allow", "access-control-allow-origin", "access-control-allow-methods"];
      return names.map((name) => headers.get(name));
    };
    expect(await headersOf("/api/acme/users")).toEqual(["OPTIONS, POST", "*", "POST"]);
    expect(await headersOf("/api/acme/things")).toEqual(["GET, HEAD, OPTIONS", "*", null]);
    expect(await headersOf("/public")).toEqual(["GET, HEAD, OPTIONS", null, null]);
    expect(await headersOf("/api/acme/nowhere")).toEqual([null, null, null]);
  });

  test("can be answered or refused by a before-hook, whose error the blueprint handles", async () => {
    api.beforeRequest(({ headers, method, path }) => {
      if (path.endsWith("/closed")) abort(403);
      return method === "OPTIONS" && headers.has("origin") ? "preflight" : undefined;
    });
    api.errorHandler(403, () => "closed here");
    api.get("/open", () => "x");
    api.get("/closed", () => "x");
    app.register(api);
    const open = await client.options("/api/acme/open", {
      headers: { origin: "https://a.example" },
    });
    expect(await open.text()).toBe("preflight");
    expect(await (await client.options("/api/acme/closed")).text()).toBe("closed here");
  });
});

test("hooks see the route, the values of the path and defaults, and may change them", async () => {
  const seen: unknown[] = [];
  app.urlValuePreprocessor((values) => void delete values["tenant"]);
  api.beforeRequest(({ params, route }) => void seen.push(params, route?.endpoint, route?.path));
  api.get("/<path:file>/x/<path:rest>", { name: "file", defaults: { page: 1 } }, () => "x");
  app.register(api);
  await client.options("/api/acme/a/b/x/c/d");
  const params = { file: "a/b", rest: "c/d", page: 1 };
  expect(seen).toEqual([params, "api.file", "/api/<tenant>/<path:file>/x/<path:rest>"]);
});

test("its teardown runs, and its handler does not; the body is not read", async () => {
  const ran: string[] = [];
  const route = app.post("/x", { bodyLimit: 1 }, () => {
    ran.push("handler");
    return "x";
  });
  route.teardownRequest(() => void ran.push("teardown"));
  const response = await client.options("/x", { body: "too long" });
  expect([response.status, await response.text(), ran]).toEqual([200, "", ["teardown"]]);
});

test("a route without automatic OPTIONS is passed over", async () => {
  const ran: string[] = [];
  const add = (path: "/<int:n>" | "/<name>", method: string, automaticOptions: boolean): void => {
    app
      .route(path, { methods: [method], automaticOptions }, () => "x")
      .beforeRequest(() => void ran.push(path));
  };
  add("/<int:n>", "GET", false);
  add("/<name>", "POST", true);
  const response = await client.options("/7");
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect(ran).toEqual(["/<name>"]);
});

test("a wrong method remains the application's: its hooks run, and no others", async () => {
  const ran: string[] = [];
  app.beforeRequest(() => void ran.push("app"));
  api.beforeRequest(() => void ran.push("api"));
  api.get("/x", () => "x");
  app.register(api);
  expect((await client.put("/api/acme/x")).status).toBe(405);
  expect(ran).toEqual(["app"]);
});
