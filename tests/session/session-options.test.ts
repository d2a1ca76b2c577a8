import { describe, expect, test } from "vitest";
import { MemoryStore } from "../../src/session/memory-store.ts";
import { sessionSettings, type SessionOptions } from "../../src/session/session-options.ts";

test("the defaults are these", () => {
  expect(sessionSettings({})).toEqual({
    protection: "signed",
    store: undefined,
    cookieName: "session",
    domain: undefined,
    path: "/",
    httpOnly: true,
    secure: "auto",
    sameSite: "lax",
    partitioned: false,
    lifetimeSeconds: 2_678_400,
    permanent: false,
    refreshEachRequest: true,
    maxCookieBytes: 4093,
  });
});

test("an option that is undefined is not given", () => {
  expect(sessionSettings({ sameSite: undefined }).sameSite).toBe("lax");
});

describe("what cannot be is refused", () => {
  test.each<[unknown, string]>([
    [{ lifetime: 7 }, 'session option "lifetime": there is none of that name'],
    [{ __proto__: null, toString: 1 }, 'session option "toString": there is none'],
    [{ protection: "none" }, 'protection: it must be "signed" or "sealed"'],
    [{ store: {} }, "store: it must be an object with load, save and delete"],
    [{ store: null }, "store: it must be an object with load, save and delete"],
    [{ cookieName: "a b" }, "cookieName: it must be a name"],
    [{ cookieName: "" }, "cookieName: it must be a name"],
    [{ domain: "example.com; Secure" }, "domain: it must be a host name"],
    [{ path: "admin" }, "path: it must be a path"],
    [{ path: "/; Domain=example.com" }, "path: it must be a path"],
    [{ path: "/\r\nSet-Cookie: a=b" }, "path: it must be a path"],
    [{ secure: "yes" }, 'secure: it must be true or false or "auto"'],
    [{ sameSite: "maybe" }, 'sameSite: it must be "strict" or "lax" or "none" or false'],
    [{ sameSite: "Lax; Domain=example.com" }, "sameSite: it must be"],
    [{ lifetimeSeconds: 0 }, "lifetimeSeconds: it must be a whole number over 0"],
    [{ lifetimeSeconds: 1.5 }, "lifetimeSeconds: it must be a whole number over 0"],
    [{ maxCookieBytes: "4093" }, "maxCookieBytes: it must be a whole number from 1 to 4096"],
    [{ maxCookieBytes: 4097 }, "maxCookieBytes: it must be a whole number from 1 to 4096"],
  ])("%j", (options, message) => {
    expect(() => sessionSettings(options as SessionOptions)).toThrow(
      expect.objectContaining({
        code: "session-option",
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe("what browsers drop is refused", () => {
  test.each<SessionOptions>([
    { sameSite: "none" },
    { partitioned: true },
    { cookieName: "__Host-session" },
    { cookieName: "__Secure-session", secure: false },
    { cookieName: "__Host-session", secure: true, domain: "example.com" },
    { cookieName: "__Host-session", secure: true, path: "/admin" },
  ])("%j", (options) => {
    expect(() => sessionSettings(options)).toThrow("browsers drop it");
  });

  test.each<SessionOptions>([
    { sameSite: "none", secure: true, partitioned: true },
    { cookieName: "__Host-session", secure: true },
    { cookieName: "__Secure-session", secure: true, domain: "example.com", path: "/admin" },
    { store: new MemoryStore() },
  ])("and %o is not", (options) => {
    expect(sessionSettings(options)).toMatchObject(options);
  });
});
