import { beforeEach, expect, test } from "vitest";
import { wantsPage } from "../../src/debug/browser-face.ts";
import { abort } from "../../src/errors/abort.ts";
import { HeaderFields } from "../../src/gateway.ts";
import { debuggedApp, type DebuggedApp } from "./debugged-app.ts";

const chrome = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";
const navigation = {
  accept: chrome,
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

test.each([
  [chrome, true],
  ["text/html", true],
  ["*/*", false],
  ["application/json", false],
  ["application/json, text/html;q=0.9", false],
])("who accepts %s wants a page: %s", (accept, wants) => {
  expect(wantsPage({ headers: new HeaderFields({ accept }) })).toBe(wants);
});

test("who says nothing wants none", () => {
  expect(wantsPage({ headers: new HeaderFields() })).toBe(false);
});

let debugged: DebuggedApp;

beforeEach(() => {
  debugged = debuggedApp();
});

const fail = (): never => {
  throw new TypeError("it is <b>no</b> function");
};

test("a browser gets a page, with the status of the error", async () => {
  const { app, send } = debugged;
  app.get("/", fail);
  const response = await send("/", { headers: navigation });
  expect(response.status).toBe(500);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(response.headers.get("vary")).toBe("accept");
  const page = await response.text();
  expect(page).toContain("it is &lt;b&gt;no&lt;/b&gt; function");
  expect(page).toContain("t0ken");
});

test("after-hooks apply to it", async () => {
  const { app, send } = debugged;
  app.get("/", fail);
  app.afterRequest((response) => response.headers.set("x-hook", "ran"));
  expect((await send("/", { headers: navigation })).headers.get("x-hook")).toBe("ran");
});

test.each([
  [
    "a script fetches it",
    { accept: "text/html", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
  ],
  ["a frame shows it", { ...navigation, "sec-fetch-dest": "iframe" }],
  ["nothing is known of who asks", { accept: "text/html" }],
])("the page has no token where %s", async (_, headers) => {
  const { app, send } = debugged;
  app.get("/", fail);
  const response = await send("/", { headers });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("t0ken");
});

test.each([["evil.example"], ["localhost.evil.example:5000"]])(
  "the page has no token where it is asked for as %s",
  async (host) => {
    const { app, send } = debugged;
    app.get("/", fail);
    const response = await send(`http://${host}/`, { headers: navigation });
    expect(await response.text()).not.toContain("t0ken");
  },
);

test("nor where the console is refused; and the page says why", async () => {
  const refused = debuggedApp({}, "Other machines reach the server.");
  refused.app.get("/", fail);
  const page = await (await refused.send("/", { headers: navigation })).text();
  expect(page).not.toContain("t0ken");
  expect(page).toContain("Other machines reach the server.");
  expect(refused.links[0]).not.toContain("t0ken");
});

test("an error in a layer is a page too", async () => {
  const { app, send } = debugged;
  app.wrap(() => fail);
  const response = await send("/", { headers: navigation });
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toContain("a layer failed");
});

test("a 404 of no route is a page with the routes", async () => {
  const { app, send } = debugged;
  app.get("/users/<int:id>", ({ id }) => ({ id }));
  const response = await send("/users/abc", { headers: navigation });
  expect(response.status).toBe(404);
  const page = await response.text();
  expect(page).toContain("Did you mean");
  expect(page).not.toContain("t0ken");
});

test("what the program means for clients is told as in production", async () => {
  const { app, send } = debugged;
  app.get("/", () => abort(404, "no user 7"));
  const response = await send("/", { headers: navigation });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("whoever asks by a name that may have been rebound is told nothing of the error", async () => {
  const { app, send } = debugged;
  app.get("/", fail);
  const response = await send("http://evil.example:5000/", { headers: navigation });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toEqual({
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
    instance: "/",
    debug: expect.stringContaining('debug: { hosts: ["evil.example:5000"] }'),
  });
  const missed = await send("http://evil.example:5000/missing", { headers: navigation });
  expect(await missed.json()).toEqual({
    type: "about:blank",
    title: "Not Found",
    status: 404,
    detail: "no route matches this path",
    instance: "/missing",
  });
});

test("whoever asks by an address gets a page, without the token and without news of restarts", async () => {
  const { app, send } = debugged;
  app.get("/", fail);
  const page = await (await send("http://192.168.1.7:5000/", { headers: navigation })).text();
  expect(page).toContain("it is &lt;b&gt;no&lt;/b&gt; function");
  expect(page).not.toContain("t0ken");
  expect(page).toContain('"startId":null');
});
