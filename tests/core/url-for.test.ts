import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import type { URLForOptions } from "../../src/core/matched-route.ts";
import { incoming } from "./incoming.ts";

const ok = (): string => "ok";

describe("outside of a request", () => {
  const app = new Hipflask({ serverName: "example.com" });
  app.get("/users/<int:id>", { name: "user" }, ok);

  test.each<[string, URLForOptions, string]>([
    ["a path", {}, "/users/7"],
    ["with an anchor", { anchor: "a b#c" }, "/users/7#a%20b#c"],
    ["with an empty anchor", { anchor: "" }, "/users/7#"],
    ["an external URL", { external: true }, "http://example.com/users/7"],
    ["of another scheme", { scheme: "ftp" }, "ftp://example.com/users/7"],
    ["of no scheme", { scheme: "" }, "//example.com/users/7"],
  ])("%s", (_, options, url) => {
    expect(app.urlFor("user", { id: 7 }, options)).toBe(url);
  });

  test("a name that begins with a dot is the rest of it", () => {
    expect(app.urlFor(".user", { id: 7 })).toBe("/users/7");
  });

  test("nobody knows the host unless the application was told", () => {
    const unnamed = new Hipflask();
    unnamed.get("/", { name: "home" }, ok);
    expect(() => unnamed.urlFor("home", {}, { external: true })).toThrow(
      expect.objectContaining({ code: "url-build" }),
    );
  });

  test("the scheme and the path before it are those that the application was told", () => {
    const mounted = new Hipflask({
      serverName: "localhost:5000",
      preferredScheme: "https",
      mountPath: "/api",
    });
    mounted.get("/x", { name: "x" }, ok);
    expect(mounted.urlFor("x")).toBe("/api/x");
    expect(mounted.urlFor("x", {}, { external: true })).toBe("https://localhost:5000/api/x");
  });

  test("a route of another application has no URL here", () => {
    const other = new Hipflask().get("/", ok);
    expect(() => app.urlFor(other)).toThrow("[route-unregistered]");
  });
});

describe("within a request", () => {
  const built = async (
    options: { serverName?: string; mountPath?: string },
    request: Parameters<typeof incoming>[0] = {},
    urlOptions: URLForOptions = { external: true },
  ): Promise<unknown> => {
    const app = new Hipflask(options);
    app.get("/x", { name: "x" }, ({ urlFor }) => urlFor("x", {}, urlOptions));
    return (await app.handle(incoming({ target: "/x", ...request }))).body;
  };

  test.each([
    ["the host of the client", {}, { authority: "a.example:8080" }, "http://a.example:8080/x"],
    ["its scheme", {}, { scheme: "https", authority: "a.example" }, "https://a.example/x"],
    [
      "the name of the application rather than what a client says",
      { serverName: "b.example" },
      { authority: "evil.example" },
      "http://b.example/x",
    ],
    [
      "the path that a proxy took off",
      { mountPath: "/own" },
      { mountPath: "/api", authority: "a.example" },
      "http://a.example/api/x",
    ],
  ] as const)("an external URL has %s", async (_, options, request, url) => {
    expect(await built(options, request)).toBe(url);
  });

  test("a name that begins with a dot is within its blueprint", async () => {
    const app = new Hipflask();
    const outer = new Blueprint("outer", { urlPrefix: "/outer" });
    const inner = new Blueprint("inner", { urlPrefix: "/inner" });
    inner.get("/x", { name: "x" }, ({ urlFor }) => [urlFor(".x"), urlFor("outer.home")]);
    outer.get("/", { name: "home" }, ({ urlFor }) => [urlFor(".home"), urlFor(".inner.x")]);
    outer.register(inner);
    app.register(outer);
    const get = async (path: string): Promise<unknown> => (await app.testClient().get(path)).json();
    expect(await get("/outer/inner/x")).toEqual(["/outer/inner/x", "/outer/"]);
    expect(await get("/outer/")).toEqual(["/outer/", "/outer/inner/x"]);
  });
});

describe("where several rules have the name", () => {
  test("the one that takes most of the values is built", () => {
    const app = new Hipflask();
    app.get("/pages", { name: "pages" }, ok);
    app.get("/pages/<int:page>", { name: "pages" }, ok);
    expect(app.urlFor("pages")).toBe("/pages");
    expect(app.urlFor("pages", { page: 2 })).toBe("/pages/2");
    expect(app.urlFor("pages", { page: null })).toBe("/pages");
  });

  test("the one for a method is built where that is named", () => {
    const app = new Hipflask();
    app.get("/read/<int:id>", { name: "x" }, ok);
    app.post("/write", { name: "x" }, ok);
    expect(app.urlFor("x", { id: 7 }, { method: "POST" })).toBe("/write?id=7");
    expect(app.urlFor("x", { id: 7 }, { method: "GET" })).toBe("/read/7");
  });
});

describe("functions that add values", () => {
  test("run from the application to the blueprint, with the name of the route", () => {
    const app = new Hipflask();
    const blueprint = new Blueprint("b", { urlPrefix: "/<language>" });
    const seen: unknown[] = [];
    app.urlDefaults((values, endpoint) => {
      seen.push(endpoint);
      values["language"] ??= "en";
    });
    blueprint.urlDefaults((values) => void (values["from"] = values["language"]));
    blueprint.get("/x", { name: "x" }, ok);
    app.register(blueprint);
    const given = { language: "de" };
    expect(app.urlFor("b.x")).toBe("/en/x?from=en");
    expect(app.urlFor("b.x", given)).toBe("/de/x?from=de");
    expect(given).toEqual({ language: "de" });
    expect(seen).toEqual(["b.x", "b.x"]);
  });
});
