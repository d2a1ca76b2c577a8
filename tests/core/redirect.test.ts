import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { redirect } from "../../src/core/redirect.ts";
import { abort } from "../../src/errors/abort.ts";

describe("redirect", () => {
  test("is 302 unless told otherwise", () => {
    expect(redirect("/users").status).toBe(302);
  });

  test.each([301, 302, 303, 307, 308])("takes %i", (status) => {
    expect(redirect("/users", status).status).toBe(status);
  });

  test.each([200, 300, 304, 305, 306, 404, Number.NaN])("refuses status %s", (status) => {
    expect(() => redirect("/users", status)).toThrow("[redirect-status]");
  });

  test.each([
    ["GET", 302],
    ["HEAD", 302],
    ["QUERY", 302],
    ["POST", 303],
    ["PUT", 303],
    ["PATCH", 303],
    ["DELETE", 303],
  ])("answers %s with %i", async (method, status) => {
    const shared = redirect("/users");
    const app = new Hipflask();
    app.route("/", { methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY"] }, () => shared);
    const send = (method: string) => app.fetch(new Request("http://localhost/", { method }));
    expect((await send(method)).status).toBe(status);
    // One that is kept decides anew each time.
    expect((await send("GET")).status).toBe(302);
  });

  test("with a status of its own keeps it, whatever it answers", async () => {
    const app = new Hipflask();
    app.post("/given", () => redirect("/users", 307));
    app.post("/set", () => {
      const response = redirect("/users");
      response.status = 302;
      return response;
    });
    const client = app.testClient();
    expect((await client.post("/given")).status).toBe(307);
    expect((await client.post("/set")).status).toBe(302);
  });

  test("that an error handler returns still redirects", async () => {
    const app = new Hipflask();
    app.get("/", () => abort(401));
    app.errorHandler(401, () => redirect("/login"));
    const response = await app.testClient().get("/");
    expect([response.status, response.headers.get("location")]).toEqual([302, "/login"]);
  });

  test("has no body", () => {
    expect(redirect("/users").body).toBeNull();
  });

  test.each([
    ["/users/7?page=2#top", "/users/7?page=2#top"],
    ["users", "users"],
    ["?page=2", "?page=2"],
    ["", ""],
    ["https://example.com/a", "https://example.com/a"],
    ["HTTP://example.com/a", "HTTP://example.com/a"],
    ["http://[::1]:3000/a", "http://[::1]:3000/a"],
    ["/a%2Fb%25", "/a%2Fb%25"],
    ["/a b", "/a%20b"],
    ["/sühßes/😀", "/s%C3%BCh%C3%9Fes/%F0%9F%98%80"],
    ['/a"b<c>\\d^e`f{g|h}', "/a%22b%3Cc%3E%5Cd%5Ee%60f%7Bg%7Ch%7D"],
    ["/a\r\nSet-Cookie: id=1", "/a%0D%0ASet-Cookie:%20id=1"],
    ["/a\0b", "/a%00b"],
  ])("sends %j as %j", (location, sent) => {
    expect(redirect(location).headers.get("location")).toBe(sent);
  });

  test.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "  //evil.example",
    "javascript:alert(1)",
    "  JavaScript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.com",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    "\u0001//evil.example",
    "\0//evil.example",
    // Without both slashes these are other sites to some pages, and paths to others.
    "https:evil.example",
    "https:/evil.example",
    "http:\\evil.example",
    "https:///evil.example",
    "https://",
  ])("refuses %j, which could leave the site unseen or run a script", (location) => {
    expect(() => redirect(location)).toThrow("[redirect-location]");
  });
});
