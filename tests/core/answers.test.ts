import { describe, expect, test } from "vitest";
import { html, noContent, redirect } from "../../src/core/answers.ts";

describe("html", () => {
  test("says that text is a page, in UTF-8, with 200", async () => {
    const response = html("<h1>Üsers</h1>");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toBe("<h1>Üsers</h1>");
  });

  test("takes another status", () => {
    expect(html("<h1>Gone</h1>", 410).status).toBe(410);
  });
});

test("noContent is 204 without a body and without a type", async () => {
  const response = noContent();
  expect(response.status).toBe(204);
  expect(response.body).toBeNull();
  expect([...response.headers]).toEqual([]);
});

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
  ])("refuses %j, which could leave the site unseen or run a script", (location) => {
    expect(() => redirect(location)).toThrow("[redirect-location]");
  });

  test.each(["java\tscript:alert(1)", "\u0001javascript:alert(1)", "\u0001//evil.example"])(
    "turns %j into a path of this site",
    (location) => {
      const sent = redirect(location).headers.get("location") ?? "";
      expect(new URL(sent, "https://here.example/").origin).toBe("https://here.example");
    },
  );
});
