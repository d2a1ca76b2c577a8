import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CookieJar } from "../../src/testing/cookie-jar.ts";

let jar: CookieJar;

const at = (path: string): URL => new URL(path, "http://localhost");

beforeEach(() => {
  jar = new CookieJar();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("which cookies are sent where", () => {
  test.each([
    ["a cookie of the whole site", "a=1; Path=/", "/x/y", "/z", "a=1"],
    ["a cookie of a folder", "a=1; Path=/x", "/x/y", "/x/z", "a=1"],
    ["to the folder itself", "a=1; Path=/x", "/x/y", "/x", "a=1"],
    ["not beside the folder", "a=1; Path=/x", "/x/y", "/xy", ""],
    ["not above the folder", "a=1; Path=/x", "/x/y", "/", ""],
    ["a folder with a slash", "a=1; Path=/x/", "/x/y", "/x/z", "a=1"],
    ["without a path: the folder of the request", "a=1", "/x/y", "/x/z", "a=1"],
    ["without a path: not above it", "a=1", "/x/y", "/z", ""],
    ["without a path, at the top", "a=1", "/x", "/z", "a=1"],
    ["a path that is none", "a=1; Path=x", "/x/y", "/x/z", "a=1"],
  ])("%s", (_, line, from, to, header) => {
    jar.store([line], at(from));
    expect(jar.header(at(to))).toBe(header);
  });

  test("the longest path goes first", () => {
    jar.store(["a=site; Path=/", "a=folder; Path=/x"], at("/"));
    expect(jar.header(at("/x/y"))).toBe("a=folder; a=site");
  });
});

describe("a cookie", () => {
  test("replaces the one before it", () => {
    jar.store(["a=1; Path=/"], at("/"));
    jar.store(["a=2; Path=/"], at("/"));
    expect(jar.header(at("/"))).toBe("a=2");
  });

  test.each([
    ["Max-Age=0"],
    ["Max-Age=-1"],
    ["Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    ["Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT"],
  ])("is deleted by %s", (attribute) => {
    jar.store(["a=1; Path=/"], at("/"));
    jar.store([`a=; Path=/; ${attribute}`], at("/"));
    expect(jar.header(at("/"))).toBe("");
    expect(jar.get("a")).toBeUndefined();
  });

  test("is over when its time is", () => {
    vi.useFakeTimers({ now: 0, toFake: ["Date"] });
    jar.store(["a=1; Path=/; Max-Age=60", "b=2; Path=/"], at("/"));
    vi.setSystemTime(59_000);
    expect(jar.header(at("/"))).toBe("a=1; b=2");
    vi.setSystemTime(60_000);
    expect(jar.header(at("/"))).toBe("b=2");
    expect(jar.get("a")).toBeUndefined();
  });

  test("Max-Age counts more than Expires", () => {
    jar.store(["a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], at("/"));
    expect(jar.get("a")).toBe("1");
  });

  test("of any value comes back as it was", () => {
    jar.store(["a=x%20%3B%20y; Path=/; HttpOnly; Secure; SameSite=Lax"], at("/"));
    expect(jar.get("a")).toBe("x ; y");
    expect(jar.header(at("/"))).toBe("a=x%20%3B%20y");
  });

  test.each(["__proto__", "constructor", "toString"])("may be named %s", (name) => {
    expect(jar.get(name)).toBeUndefined();
    jar.store([`${name}=1; Path=/`], at("/"));
    expect(jar.get(name)).toBe("1");
    expect(jar.header(at("/"))).toBe(`${name}=1`);
  });
});

describe("by hand", () => {
  test("set is for the whole site", () => {
    jar.set("a", "x y");
    expect(jar.header(at("/x/y"))).toBe("a=x%20y");
    expect(jar.get("a")).toBe("x y");
  });

  test("delete takes the cookies of that name, at every path", () => {
    jar.store(["a=1; Path=/", "a=2; Path=/x", "b=3; Path=/"], at("/"));
    jar.delete("a");
    expect(jar.header(at("/x"))).toBe("b=3");
  });
});

describe("which hosts are sent a cookie", () => {
  const api = new URL("https://api.example.com/");
  const hosts = (): string[] =>
    [
      "https://api.example.com/",
      "https://example.com/",
      "https://v1.api.example.com/",
      "https://badapi.example.com/",
    ]
      .filter((url) => jar.header(new URL(url)) !== "")
      .map((url) => new URL(url).hostname);

  test.each([
    ["without a domain only its own", "a=1; Path=/", ["api.example.com"]],
    [
      "with one also those below it",
      "a=1; Path=/; Domain=.API.example.com",
      ["api.example.com", "v1.api.example.com"],
    ],
    [
      "with that of the site all of the site",
      "a=1; Path=/; Domain=example.com",
      ["api.example.com", "example.com", "v1.api.example.com", "badapi.example.com"],
    ],
    ["of another host: none", "a=1; Path=/; Domain=other.example", []],
    ["of a host below: none", "a=1; Path=/; Domain=v1.api.example.com", []],
  ])("%s", (_, line, expected) => {
    jar.store([line], api);
    expect(hosts()).toEqual(expected);
  });

  test("one that is secure goes over https, and to this machine", () => {
    jar.store(["a=1; Path=/; Secure"], api);
    expect(jar.header(api)).toBe("a=1");
    expect(jar.header(new URL("http://api.example.com/"))).toBe("");
    jar.store(["b=1; Path=/; Secure"], at("/"));
    expect(jar.header(at("/"))).toBe("b=1");
  });

  test("one that a test has set goes to all, until the application sets another", () => {
    jar.set("a", "1");
    expect([jar.header(at("/")), jar.header(api)]).toEqual(["a=1", "a=1"]);
    jar.store(["a=; Path=/; Max-Age=0"], api);
    expect([jar.header(at("/")), jar.get("a")]).toEqual(["", undefined]);
  });

  test("of several with one name, the nearest is the one that counts", () => {
    jar.store(["a=site; Path=/", "a=folder; Path=/x"], at("/"));
    expect(jar.sent(at("/x/y")).get("a")).toBe("folder");
  });
});
