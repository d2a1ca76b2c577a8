/* oxlint-disable typescript/no-extraneous-class -- such values are what is tested */
import { describe, expect, test } from "vitest";
import { isPlatformToJSON, kindOf, type Kind } from "../../src/json/kind.ts";

function kind(value: object): Kind {
  return kindOf(value, Object.getPrototypeOf(value) as object | null);
}

describe("kindOf", () => {
  test.each<[Kind, object]>([
    ["date", new Date()],
    ["map", new Map()],
    ["set", new Set()],
    ["regexp", /a/],
    ["url", new URL("http://a/")],
    ["pairs", new URLSearchParams()],
    ["pairs", new Headers()],
    ["pairs", new FormData()],
    ["boxed", Object(1)],
    ["boxed", Object("s")],
    ["boxed", Object(true)],
    ["boxed", Object(1n)],
    ["boxed", Object(Symbol("s"))],
    ["bytes", new Uint8Array()],
    ["bytes", new ArrayBuffer(1)],
    ["bytes", new DataView(new ArrayBuffer(1))],
    ["typed-array", new Uint8ClampedArray()],
    ["typed-array", new Float64Array()],
    ["error", new TypeError()],
    ["locked", new WeakMap()],
    ["locked", new WeakSet()],
    ["locked", new WeakRef({})],
    ["locked", new Blob([])],
    ["locked", new Response("")],
    ["locked", new Request("http://a/")],
    ["other", {}],
    ["other", Promise.resolve()],
    ["other", Object.create(null)],
  ])("finds %s", (wanted, value) => {
    expect(kind(value)).toBe(wanted);
  });

  test("finds a subclass that calls itself something else", () => {
    class Registry extends Map {
      override get [Symbol.toStringTag](): string {
        return "Set";
      }
    }
    expect(kind(new Registry())).toBe("map");
  });

  test("is not fooled by a tag, a name or a prototype", () => {
    class Map2 {
      get [Symbol.toStringTag](): string {
        return "Map";
      }
    }
    const namesake = { Map: class Map {} };
    expect(kind(new Map2())).toBe("other");
    expect(kind(new namesake.Map())).toBe("other");
    expect(kind(new namesake.Map())).toBe("other");
    expect(kind(Object.create(Date.prototype) as object)).toBe("other");
    expect(kind(Object.create(new Map()) as object)).toBe("other");
    expect(kind(new Proxy(new Map(), {}))).toBe("other");
  });

  test("a look-alike does not spoil the real ones after it", () => {
    class Moment extends Date {}
    expect(kind(Object.create(Moment.prototype) as object)).toBe("other");
    expect(kind(new Moment())).toBe("date");
  });

  test("ends on a proxy that always has one more prototype", () => {
    const endless: object = new Proxy({}, { getPrototypeOf: () => new Proxy({}, handler) });
    const handler: ProxyHandler<object> = { getPrototypeOf: () => new Proxy({}, handler) };
    expect(kindOf({}, endless)).toBe("other");
  });
});

describe("isPlatformToJSON", () => {
  test("knows the platform's from a user's", () => {
    const date = new Date();
    expect(isPlatformToJSON(Date.prototype.toJSON, date)).toBe(true);
    expect(isPlatformToJSON(() => 1, date)).toBe(false);
    expect(isPlatformToJSON(function toJSON() {}, date)).toBe(false);
  });

  test("knows a copy of Buffer", () => {
    class Buffer extends Uint8Array {
      static isBuffer(): boolean {
        return true;
      }
      toJSON(): unknown {
        return { type: "Buffer", data: [...this] };
      }
    }
    const buffer = new Buffer(1);
    expect(isPlatformToJSON(buffer.toJSON, buffer)).toBe(true);
  });
});
