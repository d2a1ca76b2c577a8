import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { noContent } from "../../src/core/answers.ts";
import { redirect } from "../../src/core/redirect.ts";
import { MemoryStore } from "../../src/session/memory-store.ts";
import { Response } from "../../src/core/response.ts";
import type { TestClient } from "../../src/testing/test-client.ts";

let client: TestClient;

beforeEach(() => {
  const app = new Hipflask();
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY", "OPTIONS"];
  app.route("/echo", { methods }, async ({ method, url, headers, text }) => ({
    method,
    url,
    type: headers.get("content-type"),
    given: headers.get("x-given"),
    body: await text(),
  }));
  app.get(
    "/sign-in",
    () => new Response("in", { headers: { "set-cookie": ["id=7; Path=/", "x=1; Path=/admin"] } }),
  );
  app.get(
    "/sign-out",
    () => new Response("out", { headers: { "set-cookie": "id=; Path=/; Max-Age=0" } }),
  );
  app.get("/cookies", ({ headers }) => headers.get("cookie") ?? "none");
  app.get("/admin/cookies", ({ headers }) => headers.get("cookie") ?? "none");
  app.get("/moved", () => redirect("/echo"));
  app.delete("/gone", () => noContent());
  client = app.testClient();
});

const url = "http://localhost/echo";

describe("the methods", () => {
  test.each(["get", "post", "put", "patch", "delete", "options"] as const)("%s", async (name) => {
    const response = await client[name]("/echo");
    expect(await response.json()).toMatchObject({ method: name.toUpperCase() });
  });

  test("head", async () => {
    const response = await client.head("/cookies");
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("any other by request", async () => {
    expect(await (await client.request("QUERY", "/echo")).json()).toMatchObject({
      method: "QUERY",
    });
  });
});

describe("what is sent", () => {
  test("nothing but what is asked for", async () => {
    expect(await (await client.get("/echo")).json()).toEqual({
      method: "GET",
      url,
      type: null,
      given: null,
      body: "",
    });
  });

  test.each([
    ["an object", { a: 1 }, '{"a":1}'],
    ["null", null, "null"],
    ["false", false, "false"],
    ["text", "a", '"a"'],
  ])("json: %s", async (_, json, body) => {
    expect(await (await client.post("/echo", { json })).json()).toMatchObject({
      type: "application/json",
      body,
    });
  });

  test("json with a type of its own", async () => {
    const headers = { "Content-Type": "application/vnd.api+json" };
    const response = await client.post("/echo", { json: {}, headers });
    expect(await response.json()).toMatchObject({ type: "application/vnd.api+json" });
  });

  test.each([
    ["bytes", () => new TextEncoder().encode("a=1"), null],
    [
      "a form",
      () => new URLSearchParams({ a: "1" }),
      "application/x-www-form-urlencoded;charset=UTF-8",
    ],
    ["a blob", () => new Blob(["a=1"], { type: "x/y" }), "x/y"],
    ["a stream", () => new Blob(["a=1"]).stream(), null],
  ])("body: %s", async (_, body, type) => {
    const sent = body() as Uint8Array<ArrayBuffer>;
    expect(await (await client.post("/echo", { body: sent })).json()).toMatchObject({
      type,
      body: "a=1",
    });
  });

  // Which type text has by itself, runtimes tell differently.
  test("body: text", async () => {
    const headers = { "content-type": "text/csv" };
    const response = await client.post("/echo", { body: "a=1", headers });
    expect(await response.json()).toMatchObject({ type: "text/csv", body: "a=1" });
  });

  test("query: encoded, and added to what the path has", async () => {
    const query = { q: "a b&c=ü", page: 2, all: true };
    expect(await (await client.get("/echo?x=1", { query })).json()).toMatchObject({
      url: `${url}?x=1&q=a+b%26c%3D%C3%BC&page=2&all=true`,
    });
  });

  test("headers", async () => {
    const response = await client.get("/echo", { headers: { "X-Given": "1" } });
    expect(await response.json()).toMatchObject({ given: "1" });
  });
});

describe("mistakes are rejections", () => {
  test("json and body at once", async () => {
    await expect(client.post("/echo", { json: {}, body: "{}" })).rejects.toThrow(
      "Cannot send both json and body",
    );
  });

  test.each(["echo", "", "http://localhost/echo"])("the path %j", async (path) => {
    await expect(client.get(path)).rejects.toThrow("a path begins with a slash");
  });
});

describe("cookies", () => {
  test("are kept, and sent where they belong", async () => {
    await client.get("/sign-in");
    expect(client.cookies.get("id")).toBe("7");
    expect(await (await client.get("/cookies")).text()).toBe("id=7");
    expect(await (await client.get("/admin/cookies")).text()).toBe("x=1; id=7");
  });

  test("are dropped when the application says so", async () => {
    await client.get("/sign-in");
    await client.get("/sign-out");
    expect(await (await client.get("/cookies")).text()).toBe("none");
  });

  test("can be set before a request", async () => {
    client.cookies.set("id", "8");
    expect(await (await client.get("/cookies")).text()).toBe("id=8");
  });

  test("give way to those of a request", async () => {
    client.cookies.set("id", "8");
    const response = await client.get("/cookies", { headers: { Cookie: "id=9" } });
    expect(await response.text()).toBe("id=9");
  });
});

describe("answers", () => {
  test("are those of the web platform", async () => {
    const response = await client.get("/echo");
    expect(response).toBeInstanceOf(globalThis.Response);
    expect(response.ok).toBe(true);
  });

  test("are not followed to another place", async () => {
    const response = await client.get("/moved");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/echo");
  });

  test("may be empty", async () => {
    const response = await client.delete("/gone");
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });
});

describe("another host", () => {
  test("is that of the client, or of a request, with a path before all others", async () => {
    const app = new Hipflask();
    app.get("/echo", { host: "api.example.com" }, ({ url: asked }) => asked.href);
    app.get("/v1/echo", ({ url: asked }) => asked.href);
    const api = app.testClient({ baseUrl: "https://api.example.com" });
    expect(await (await api.get("/echo?a=1")).text()).toBe("https://api.example.com/echo?a=1");
    const baseUrl = "http://localhost:81/v1/";
    expect(await (await api.get("/echo", { baseUrl })).text()).toBe("http://localhost:81/v1/echo");
    expect((await app.testClient().get("/echo")).status).toBe(404);
  });

  test("gets no cookies of the first", async () => {
    await client.get("/sign-in");
    const baseUrl = "http://other.example";
    expect(await (await client.get("/cookies", { baseUrl })).text()).toBe("none");
    expect(await (await client.get("/cookies")).text()).toBe("id=7");
  });
});

describe("the session", () => {
  const secretKey = "8fdc2a01b7e94c5d8a36f0e1c2b3d4a5";

  describe.each([
    ["in the cookie", undefined],
    ["in a store", new MemoryStore()],
  ])("%s", (_, store) => {
    let app: Hipflask;
    let user: TestClient;

    beforeEach(() => {
      app = new Hipflask({ secretKey, session: { store, secure: true } });
      app.get("/me", ({ session }) => ({ user: session["user"] ?? null }));
      app.post("/in", ({ session }) => {
        session["user"] = 7;
        return noContent();
      });
      user = app.testClient({ baseUrl: "https://example.com" });
    });

    test("can be prepared, for this client alone", async () => {
      await user.session(async (session) => {
        session["user"] = await Promise.resolve(8);
      });
      expect(await (await user.get("/me")).json()).toEqual({ user: 8 });
      expect(await (await app.testClient().get("/me")).json()).toEqual({ user: null });
    });

    test("can be looked at, changed and emptied between requests", async () => {
      await user.post("/in");
      expect(await user.session((session) => session["user"])).toBe(7);
      await user.session((session) => void (session["user"] = 9));
      expect(await (await user.get("/me")).json()).toEqual({ user: 9 });
      await user.session((session) => delete session["user"]);
      expect(await (await user.get("/me")).json()).toEqual({ user: null });
      expect(user.cookies.get("session")).toBeUndefined();
    });

    test("is as it was if the function fails", async () => {
      await user.post("/in");
      const failing = user.session((session) => {
        session["user"] = 9;
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await (await user.get("/me")).json()).toEqual({ user: 7 });
    });
  });

  test("without a secret is empty, and nothing can be kept in it", async () => {
    expect(await client.session((session) => Object.keys(session))).toEqual([]);
    await expect(client.session((session) => void (session["user"] = 7))).rejects.toThrow(
      "[session-secret]",
    );
  });
});
