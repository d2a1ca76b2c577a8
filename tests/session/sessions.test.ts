import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sessionControls } from "../../src/session/controls.ts";
import { MemoryStore } from "../../src/session/memory-store.ts";
import type { SessionOptions } from "../../src/session/session-options.ts";
import type { SessionState } from "../../src/session/session-state.ts";
import { Sessions } from "../../src/session/sessions.ts";
import type { SessionStore } from "../../src/session/store.ts";
import { olderSecret, secret } from "./secrets.ts";

const start = 1_700_000_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: start }));
afterEach(() => void vi.useRealTimers());

const never = (reason: string): never => {
  throw new Error(`the cookie was refused: ${reason}`);
};

/** One request after another, with the cookie that the last one left. */
class Browser {
  readonly sessions: Sessions;
  readonly #store: SessionStore | undefined;
  cookie: string | undefined;
  /** Why cookies were refused. */
  readonly reasons: string[] = [];

  constructor(options: SessionOptions = {}, keys: string | string[] = secret) {
    this.sessions = new Sessions(keys, options);
    this.#store = options.store;
  }

  async open(explain = (reason: string): void => void this.reasons.push(reason)) {
    if (this.cookie === undefined) return this.sessions.fresh();
    return this.#store === undefined
      ? this.sessions.open(this.cookie, explain)
      : this.sessions.load(this.#store, this.cookie, explain);
  }

  /** @returns The `Set-Cookie` line, if there was one. */
  async request(use: (data: Record<string, unknown>, state: SessionState) => void) {
    const state = await this.open();
    use(state.data, state);
    await this.sessions.save(state, false);
    const line = state.cookieLine;
    if (line !== undefined) {
      const value = line.slice("session=".length, line.indexOf(";"));
      this.cookie = value === "" ? undefined : value;
    }
    return line;
  }
}

const nothing = (): void => {};

describe.each<[string, () => SessionOptions]>([
  ["signed", () => ({})],
  ["sealed", () => ({ protection: "sealed" })],
  ["stored", () => ({ store: new MemoryStore() })],
])("a %s session", (_, options) => {
  test("comes back with the next request", async () => {
    const browser = new Browser(options());
    await browser.request((data) => Object.assign(data, { userId: 7, since: new Date(0) }));
    const { data, isNew } = await browser.open(never);
    expect({ ...data }).toEqual({ userId: 7, since: new Date(0) });
    expect(isNew).toBe(false);
  });

  test("sets no cookie while it is empty, or when nothing has changed", async () => {
    const browser = new Browser(options());
    expect(await browser.request(nothing)).toBeUndefined();
    await browser.request((data) => (data["a"] = { b: [1] }));
    expect(await browser.request((data) => void data["a"])).toBeUndefined();
  });

  test("is saved when something deep inside has changed", async () => {
    const browser = new Browser(options());
    await browser.request((data) => (data["a"] = { b: [1] }));
    await browser.request((data) => (data["a"] as { b: number[] }).b.push(2));
    expect((await browser.open(never)).data["a"]).toEqual({ b: [1, 2] });
  });

  test("that becomes empty is deleted", async () => {
    const browser = new Browser(options());
    await browser.request((data) => (data["a"] = 1));
    const line = await browser.request((data) => delete data["a"]);
    expect(line).toContain("session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
    expect(await browser.request(nothing)).toBeUndefined();
  });

  test("ends after its lifetime, whatever the browser does", async () => {
    const browser = new Browser({ ...options(), lifetimeSeconds: 60 });
    await browser.request((data) => (data["a"] = 1));
    vi.setSystemTime(start + 59_999);
    expect((await browser.open(never)).data["a"]).toBe(1);
    vi.setSystemTime(start + 60_000);
    expect({ ...(await browser.open()).data }).toEqual({});
    expect(browser.reasons).toHaveLength(1);
  });

  test("is fresh where its cookie is garbage", async () => {
    const browser = new Browser(options());
    browser.cookie = "garbage";
    expect((await browser.open()).isNew).toBe(true);
    expect(browser.reasons).toEqual([expect.stringContaining("it is not of the kind")]);
  });

  test("is read with an older key, and written anew with the newest", async () => {
    const given = options();
    const before = new Browser(given, olderSecret);
    await before.request((data) => (data["a"] = 1));
    const during = new Browser(given, [secret, olderSecret]);
    during.cookie = before.cookie;
    expect(await during.request((data) => void data["a"])).toBeDefined();
    const after = new Browser(given, secret);
    after.cookie = during.cookie;
    expect((await after.open(never)).data["a"]).toBe(1);
    after.cookie = before.cookie;
    expect((await after.open()).isNew).toBe(true);
  });

  describe("that is permanent", () => {
    test("outlives the window of the browser, and each use begins its lifetime anew", async () => {
      const browser = new Browser({ ...options(), lifetimeSeconds: 60 });
      const first = await browser.request((data, state) => {
        data["a"] = 1;
        sessionControls(state.data).permanent = true;
      });
      expect(first).toContain("; Expires=Tue, 14 Nov 2023 22:14:20 GMT");
      vi.setSystemTime(start + 30_000);
      expect(await browser.request(nothing)).toContain("; Expires=Tue, 14 Nov 2023 22:14:50 GMT");
      vi.setSystemTime(start + 89_999);
      expect((await browser.open(never)).data["a"]).toBe(1);
    });

    test("keeps its end where refreshEachRequest is false", async () => {
      const options_ = { ...options(), permanent: true, refreshEachRequest: false };
      const browser = new Browser(options_);
      await browser.request((data) => (data["a"] = 1));
      expect(await browser.request(nothing)).toBeUndefined();
    });

    test("is saved when only that has changed", async () => {
      const browser = new Browser(options());
      expect(await browser.request((data) => (data["a"] = 1))).not.toContain("Expires");
      const change = (permanent: boolean) =>
        browser.request((_data, state) => void (state.permanent = permanent));
      expect(await change(true)).toContain("Expires");
      expect(await change(false)).not.toContain("Expires");
      expect(await change(false)).toBeUndefined();
    });
  });

  test("that is saved twice in one request saves nothing the second time", async () => {
    const { sessions } = new Browser(options());
    const state = sessions.fresh();
    state.data["a"] = 1;
    await sessions.save(state, false);
    const line = state.cookieLine;
    await sessions.save(state, false);
    expect(state.cookieLine).toBe(line);
  });

  test("refuses what it cannot carry", async () => {
    const browser = new Browser(options());
    await expect(browser.request((data) => (data["a"] = new Map()))).rejects.toThrow(
      "session.a: it is a Map",
    );
  });
});

test("a signed session can be read by everyone, a sealed one by nobody", async () => {
  const signed = new Browser();
  await signed.request((data) => (data["userId"] = 7));
  expect(atob(signed.cookie!.split(".")[1]!)).toBe('{"x":1702678400,"p":0,"d":{"userId":7}}');
  const sealed = new Browser({ protection: "sealed" });
  sealed.cookie = signed.cookie;
  expect((await sealed.open()).isNew).toBe(true);
});

test("a session that is too large for a cookie is refused", async () => {
  const browser = new Browser();
  const large = (data: Record<string, unknown>): string => (data["a"] = "x".repeat(3_100));
  await expect(browser.request(large)).rejects.toThrow("[session-too-large]");
  const stored = new Browser({ store: new MemoryStore() });
  await stored.request((data) => (data["a"] = "x".repeat(100_000)));
  expect((await stored.open(never)).data["a"]).toHaveLength(100_000);
});

describe("a stored session", () => {
  const ids: string[] = [];
  const watched = (): SessionStore => {
    const inner = new MemoryStore();
    ids.length = 0;
    return {
      load: (id) => (ids.push(`load ${id}`), inner.load(id)),
      save: (id, text, ttl, mode) => (ids.push(`${mode} ${id}`), inner.save(id, text, ttl, mode)),
      delete: (id) => (ids.push(`delete ${id}`), inner.delete(id)),
    };
  };
  const idOf = (browser: Browser): string => browser.cookie!.split(".")[1]!;

  test("leaves only a signed id in the cookie, of 144 random bits", async () => {
    const browser = new Browser({ store: watched() });
    await browser.request((data) => (data["a"] = "secret"));
    expect(browser.cookie).toMatch(/^i1\.[\w-]{24}\.[\w-]{43}$/);
    const other = new Browser({ store: watched() });
    await other.request((data) => (data["a"] = "secret"));
    expect(idOf(other)).not.toBe(idOf(browser));
  });

  test("is not asked for by an id that nobody signed", async () => {
    const browser = new Browser({ store: watched() });
    browser.cookie = `i1.${"A".repeat(24)}.${"A".repeat(43)}`;
    await browser.open();
    expect(ids).toEqual([]);
  });

  test("keeps its id while it changes, and gets another by regenerate", async () => {
    const browser = new Browser({ store: watched() });
    await browser.request((data) => (data["a"] = 1));
    const id = idOf(browser);
    await browser.request((data) => (data["a"] = 2));
    expect(idOf(browser)).toBe(id);
    await browser.request((data) => sessionControls(data).regenerate());
    expect(idOf(browser)).not.toBe(id);
    expect(ids.slice(-2)).toEqual([`create ${idOf(browser)}`, `delete ${id}`]);
    expect((await browser.open(never)).data["a"]).toBe(2);
  });

  test("that is cleared and filled again is another one", async () => {
    const browser = new Browser({ store: watched() });
    await browser.request((data) => (data["a"] = 1));
    const id = idOf(browser);
    await browser.request((data) => {
      sessionControls(data).clear();
      data["b"] = 2;
    });
    expect(idOf(browser)).not.toBe(id);
    expect({ ...(await browser.open(never)).data }).toEqual({ b: 2 });
  });

  test("never takes an id that it has no session for", async () => {
    const store = watched();
    const browser = new Browser({ store });
    await browser.request((data) => (data["a"] = 1));
    const id = idOf(browser);
    await store.delete(id);
    await browser.request((data) => (data["a"] = 2));
    expect(idOf(browser)).not.toBe(id);
  });

  test("that ended during a request is not brought back by it", async () => {
    const store = watched();
    const browser = new Browser({ store });
    await browser.request((data) => (data["a"] = 1));
    const slow = await browser.open(never);
    await browser.request((data) => sessionControls(data).clear());
    slow.data["a"] = 2;
    await browser.sessions.save(slow, false);
    browser.cookie = slow.cookieLine!.split(/[=;]/)[1];
    expect((await browser.open()).isNew).toBe(true);
  });
});

describe("a store that fails", () => {
  const down = async (): Promise<never> => {
    throw new Error("connection refused");
  };
  const outage = expect.objectContaining({
    status: 503,
    detail: "sessions are not available at the moment",
    cause: expect.objectContaining({ message: "connection refused" }),
  });

  test("when it is asked for a session is a 503, and not an empty session", async () => {
    const store = new MemoryStore();
    const browser = new Browser({ store });
    await browser.request((data) => (data["a"] = 1));
    store.load = down;
    await expect(browser.open()).rejects.toEqual(outage);
  });

  test("when it is to save or to delete is a 503", async () => {
    const store = new MemoryStore();
    const browser = new Browser({ store });
    await browser.request((data) => (data["a"] = 1));
    store.save = down;
    store.delete = down;
    await expect(browser.request((data) => (data["a"] = 2))).rejects.toEqual(outage);
    await expect(browser.request((data) => sessionControls(data).clear())).rejects.toEqual(outage);
  });
});
