import { beforeEach, expect, test } from "vitest";
import { debuggedApp, type DebuggedApp } from "./debugged-app.ts";

let debugged: DebuggedApp;

beforeEach(() => {
  debugged = debuggedApp({ secretKey: "a key for tests that is long enough" });
});

const fail = (): never => {
  throw new Error("x");
};

test("the request as it was sent, without its secrets", async () => {
  const { app, send, shown } = debugged;
  app.get("/users", fail);
  await send("/users?page=2&api_key=hunter2&page=3", {
    headers: {
      accept: "text/csv",
      authorization: "Bearer hunter2",
      cookie: "theme=dark; sid=hunter2",
    },
  });
  const { request } = shown[0]!;
  expect(request).toMatchObject({
    method: "GET",
    url: "/users?page=2&api_key=[secret]&page=3",
    query: [
      { name: "page", value: "2" },
      { name: "api_key", value: "[secret]" },
      { name: "page", value: "3" },
    ],
    cookies: [
      { name: "theme", value: "dark" },
      { name: "sid", value: "[secret]" },
    ],
    body: null,
    curl: "curl 'http://127.0.0.1:5000/users?page=2&api_key=[secret]&page=3' -H 'accept: text/csv'",
  });
  expect(request!.headers).toContainEqual({ name: "accept", value: "text/csv" });
  expect(request!.headers).toContainEqual({ name: "authorization", value: "[secret]" });
  expect(JSON.stringify(shown)).not.toContain("hunter2");
});

test.each([
  [
    "application/json",
    '{"name":"sweety","password":"hunter2"}',
    '{"name":"sweety","password":"[secret]"}',
  ],
  ["application/json", '{"name":', '{"name":'],
  [
    "application/x-www-form-urlencoded",
    "name=sweety&password=hunter2",
    "name=sweety&password=[secret]",
  ],
  ["text/plain", "any text", "any text"],
  ["multipart/form-data; boundary=b", "--b--", "(5 bytes)"],
])("a body of %s that has been read", async (type, body, shownBody) => {
  const { app, send, shown } = debugged;
  app.post("/", fail);
  await send("/", { method: "POST", body, headers: { "content-type": type } });
  expect(shown[0]!.request!.body).toBe(shownBody);
});

test("a body that is no text is counted, and a long one cut", async () => {
  const { app, send, shown } = debugged;
  app.post("/", fail);
  const headers = { "content-type": "text/plain" };
  await send("/", { method: "POST", body: new Uint8Array([0xff, 0xfe]), headers });
  await send("/", { method: "POST", body: "é".repeat(200_000), headers });
  expect(shown[0]!.request!.body).toBe("(2 bytes)");
  expect(shown[1]!.request!.body).toMatch(/^é{8000}… \d+ more$/);
});

test("a body that has not been read stays where it is", async () => {
  const { app, send, shown } = debugged;
  app.post("/", { streamBody: true }, fail);
  await send("/", { method: "POST", body: "x", headers: { "content-type": "text/plain" } });
  expect(shown[0]!.request!.body).toBeNull();
});

test("what the program has put into g and into the session", async () => {
  const { app, send, shown } = debugged;
  app.get("/", ({ g, session }) => {
    Object.assign(g, { user: { id: 7 }, token: "hunter2" });
    Object.defineProperty(g, "later", { enumerable: true, get: fail });
    session["theme"] = "dark";
    fail();
    return "x";
  });
  await send("/");
  const { request } = shown[0]!;
  expect(request!.g).toEqual([
    { name: "user", value: "{ id: 7 }" },
    { name: "token", value: "[secret]" },
    { name: "later", value: "(a getter)" },
  ]);
  expect(request!.session).toEqual([{ name: "theme", value: "'dark'" }]);
});

test("a session that nobody has touched is not opened", async () => {
  const { app, send, shown } = debugged;
  app.get("/", fail);
  const response = await send("/");
  expect(shown[0]!.request!.session).toEqual([]);
  expect(response.headers.get("vary") ?? "").not.toContain("cookie");
});

test("the route, and what runs around it", async () => {
  const { app, send, shown } = debugged;
  app.beforeRequest(function authenticate() {});
  app.get("/users/<int:id>", { name: "user" }, fail);
  await send("/users/7");
  const { route } = shown[0]!;
  expect(route).toMatchObject({
    rule: "GET /users/<int:id>",
    endpoint: "user",
    params: [{ name: "id", value: "7" }],
  });
  expect(route!.steps[0]).toMatch(/^1\. +before +app +authenticate/);
  expect(route!.steps.join("\n")).toMatch(/handler +route +fail/);
});

test("where no route answers there is none", async () => {
  const { app, send, shown } = debugged;
  app.beforeRequest(fail);
  await send("/nowhere");
  expect(shown[0]!.route).toBeNull();
  expect(shown[0]!.request!.url).toBe("/nowhere");
});
