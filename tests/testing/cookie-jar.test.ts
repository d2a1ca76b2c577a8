import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CookieJar } from "../../src/testing/cookie-jar.ts";

let jar: CookieJar;

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
    jar.store([line], from);
    expect(jar.header(to)).toBe(header);
  });

  test("the longest path goes first", () => {
    jar.store(["a=site; Path=/", "a=folder; Path=/x"], "/");
    expect(jar.header("/x/y")).toBe("a=folder; a=site");
  });
});

describe("a cookie", () => {
  test("replaces the one before it", () => {
    jar.store(["a=1; Path=/"], "/");
    jar.store(["a=2; Path=/"], "/");
    expect(jar.header("/")).toBe("a=2");
  });

  test.each([
    ["Max-Age=0"],
    ["Max-Age=-1"],
    ["Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    ["Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT"],
  ])("is deleted by %s", (attribute) => {
    jar.store(["a=1; Path=/"], "/");
    jar.store([`a=; Path=/; ${attribute}`], "/");
    expect(jar.header("/")).toBe("");
    expect(jar.get("a")).toBeUndefined();
  });

  test("is over when its time is", () => {
    vi.useFakeTimers({ now: 0, toFake: ["Date"] });
    jar.store(["a=1; Path=/; Max-Age=60", "b=2; Path=/"], "/");
    vi.setSystemTime(59_000);
    expect(jar.header("/")).toBe("a=1; b=2");
    vi.setSystemTime(60_000);
    expect(jar.header("/")).toBe("b=2");
    expect(jar.get("a")).toBeUndefined();
  });

  test("Max-Age counts more than Expires", () => {
    jar.store(["a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "/");
    expect(jar.get("a")).toBe("1");
  });

  test("of any value comes back as it was", () => {
    jar.store(["a=x%20%3B%20y; Path=/; HttpOnly; Secure; SameSite=Lax"], "/");
    expect(jar.get("a")).toBe("x ; y");
    expect(jar.header("/")).toBe("a=x%20%3B%20y");
  });

  test.each(["__proto__", "constructor", "toString"])("may be named %s", (name) => {
    expect(jar.get(name)).toBeUndefined();
    jar.store([`${name}=1; Path=/`], "/");
    expect(jar.get(name)).toBe("1");
    expect(jar.header("/")).toBe(`${name}=1`);
  });
});

describe("by hand", () => {
  test("set is for the whole site", () => {
    jar.set("a", "x y");
    expect(jar.header("/x/y")).toBe("a=x%20y");
    expect(jar.get("a")).toBe("x y");
  });

  test("delete takes the cookies of that name, at every path", () => {
    jar.store(["a=1; Path=/", "a=2; Path=/x", "b=3; Path=/"], "/");
    jar.delete("a");
    expect(jar.header("/x")).toBe("b=3");
  });
});
