/* oxlint-disable unicorn/no-thenable, typescript/no-extraneous-class -- such values are what is tested */
// The values of golden.json by name, each made anew: iterators can be read only once.

class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  get length(): number {
    return Math.hypot(this.x, this.y);
  }
}
class Decimal {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
  toJSON(): string {
    return this.digits;
  }
}
class Tree {
  readonly label: string;
  readonly leaves: unknown[] = [];
  constructor(label: string) {
    this.label = label;
  }
  toJSON(): this {
    return this;
  }
}
class Range {
  readonly from: number;
  readonly to: number;
  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }
  *[Symbol.iterator](): Generator<number> {
    for (let n = this.from; n <= this.to; n++) yield n;
  }
}
class Tags extends Array<string> {}
class Registry extends Map<string, unknown> {
  override get [Symbol.toStringTag](): string {
    return "Registry";
  }
}
class Bag extends Set<unknown> {}
class Day extends Date {
  override toJSON(): string {
    return this.toISOString().slice(0, 10);
  }
}
class Moment extends Date {}
class PaymentError extends Error {
  override readonly name = "PaymentError";
  readonly code = 402;
  readonly due = new Date(0);
}
class Hash extends Uint8Array {
  toJSON(): string {
    return `sha:${this.length}`;
  }
}
class Labelled extends String {
  override toString(): string {
    return `label ${this.valueOf()}`;
  }
}

function form(): FormData {
  const data = new FormData();
  data.append("name", "sweety");
  data.append("tag", "a");
  data.append("tag", "b");
  return data;
}

function hidden(value: object, name: PropertyKey, member: unknown): object {
  return Object.defineProperty(value, name, { value: member, enumerable: false });
}

const date = (): Date => new Date(Date.UTC(2026, 1, 28, 12, 30, 15, 250));
// eslint-disable-next-line no-sparse-arrays
const sparse = (): unknown[] => [1, , 3];

/** Every row of the table, as itself; `everywhere` below puts them at every place. */
export const rows: Readonly<Record<string, () => unknown>> = {
  "a string": () => 'say "hi"\n\u2028 é 😀 \\ / \u007f \u0000',
  "a lone surrogate": () => "\ud800 \udc00",
  "an empty string": () => "",
  "a long string": () => `${"long ".repeat(20)}"end"`,
  "a number": () => -12.5,
  "minus zero": () => -0,
  "large and small numbers": () => [1e21, 1e-7, 123456789012345680000, 5e-324, 2 ** 53],
  "NaN and the infinities": () => [NaN, Infinity, -Infinity],
  booleans: () => [true, false],
  null: () => null,
  "a bigint": () => 123456789012345678901234567890n,
  "undefined, functions and symbols in an array": () => [undefined, () => 1, Symbol("s")],
  "undefined, functions and symbols in an object": () => ({
    a: undefined,
    b: () => 1,
    c: Symbol("s"),
    d: 1,
  }),
  "members with symbols for names": () => ({ [Symbol("s")]: 1, a: 1 }),
  "members that look like numbers": () => ({ b: 1, 2: 2, 1: 1, "-1": 0 }),
  "an empty object": () => ({}),
  "an empty array": () => [],
  "a sparse array": sparse,
  "an object without a prototype": () =>
    Object.assign(Object.create(null), { a: 1n, ["__proto__"]: 2 }),
  "a member named __proto__": () => JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
  "an object made from another": () => Object.assign(Object.create({ inherited: 1 }), { own: 2 }),
  "a date": date,
  "dates far away": () => [
    new Date(-62167219200001),
    new Date(-62167219200000),
    new Date(253402300799999),
    new Date(253402300800000),
    new Date(-1),
    new Date(8.64e15),
  ],
  "an invalid date": () => new Date(NaN),
  "a subclass of Date": () => new Moment(0),
  "a subclass of Date with a toJSON": () => new Day(0),
  "an object that claims to be a date": () =>
    Object.create(Date.prototype, {
      a: { value: 1, enumerable: true },
      toJSON: { value: undefined },
    }),
  "a Map with string keys": () =>
    new Map<string, unknown>([
      ["b", 1n],
      ["a", date()],
      ["1", [2]],
      ["gone", undefined],
    ]),
  "a Map with other keys": () =>
    new Map<unknown, unknown>([
      ["a", 1],
      [2, 2n],
      [date(), new Map()],
      [{ k: 1 }, undefined],
    ]),
  "an empty Map": () => new Map(),
  "a subclass of Map": () => new Registry([["a", 1n]]),
  "a Set": () => new Set<unknown>([1, "a", date(), new Set([2n]), undefined]),
  "a subclass of Set": () => new Bag([1, 2]),
  "a subclass of Array": () => Tags.from(["a", "b"]),
  "an iterable class": () => new Range(1, 4),
  "an iterable object": () => ({
    from: 1,
    *[Symbol.iterator]() {
      yield 1;
      yield { deep: 2n };
    },
  }),
  "a generator": () =>
    (function* () {
      yield 1n;
      yield undefined;
    })(),
  "an iterator of a Map": () => new Map([["a", 1]]).entries(),
  "a URL": () => new URL("https://example.com/a b?c=d#e"),
  "a regular expression": () => /a\/"b"+/giu,
  "boxed primitives": () => [
    Object(1),
    Object("s"),
    Object(false),
    Object(2n),
    Object(NaN),
    Object(Symbol("s")),
  ],
  "a subclass of String": () => new Labelled("x"),
  "URL parameters": () => new URLSearchParams("b=1&a=2&b=3&1=4&b=5"),
  headers: () =>
    new Headers([
      ["X-B", "1"],
      ["Accept", "text/html"],
      ["X-B", "2"],
    ]),
  "a form": form,
  "an error": () => new Error("no such user"),
  "an error with a cause and fields": () =>
    Object.assign(new TypeError("outer", { cause: new RangeError("inner") }), {
      status: 404,
      at: date(),
    }),
  "a subclass of Error": () => new PaymentError("too poor"),
  "an error of several": () => new AggregateError([new Error("a"), 2n], "both"),
  bytes: () => new Uint8Array([0, 1, 250, 255]),
  "one, two and three bytes": () => [
    new Uint8Array([255]),
    new Uint8Array([255, 254]),
    new Uint8Array([1, 2, 3]),
    new Uint8Array(),
  ],
  "a part of a buffer": () => new Uint8Array(new Uint8Array([9, 1, 2, 9]).buffer, 1, 2),
  "a buffer and a view": () => [
    new Uint8Array([1, 2]).buffer,
    new DataView(new Uint8Array([3, 4]).buffer),
  ],
  "bytes with a toJSON": () => new Hash(3),
  "other typed arrays": () => [
    new Uint8ClampedArray([300, 1]),
    new Int16Array([-1, 2]),
    new Float32Array([0.5, NaN]),
    new BigInt64Array([-1n, 2n]),
  ],
  "a class with fields and a getter": () => new Point(3, 4),
  "a class with a toJSON": () => new Decimal("12.50"),
  "a class without fields": () => new (class Empty {})(),
  "a toJSON that gives its object": () =>
    Object.assign(new Tree("root"), { leaves: [new Tree("leaf"), 1n] }),
  "a toJSON that gives something special": () => ({ toJSON: () => new Map([["at", date()]]) }),
  "a toJSON that gives one more": () => ({ toJSON: () => new Decimal("1") }),
  "a toJSON that gives undefined": () => [
    { toJSON: () => undefined },
    { a: { toJSON: () => undefined } },
  ],
  "a toJSON that uses its key": () => ({
    name: { toJSON: (key: string) => `as ${key}` },
    list: [{ toJSON: (key: string) => key }],
  }),
  "a toJSON that is hidden": () => [hidden({ a: 1 }, "toJSON", () => new Set([1]))],
  "a toJSON that is not a function": () => ({ toJSON: 1, a: 2n }),
  "a function with a toJSON": () => [Object.assign(() => 1, { toJSON: () => 2n })],
  "a then that is not a function": () => ({ then: 1, at: 2n }),
  "an object with Symbol.toPrimitive": () => ({ [Symbol.toPrimitive]: () => 1, a: 1n }),
  "a getter": () => ({
    get now() {
      return new Set([1]);
    },
  }),
  "proxies of plain values": () => [new Proxy({ a: [1n] }, {}), new Proxy([1, 2n], {})],
  "an object made from a proxy": () => Object.assign(Object.create(new Proxy({}, {})), { a: 1n }),
  "arguments of a function": () =>
    (function (...given: unknown[]) {
      return given.length === 2 && arguments;
    })(1, 2n),
  "an array with members": () => Object.assign([1, 2n], { extra: 3 }),
  "the same object twice": () => {
    const shared = { at: date() };
    return { a: shared, b: shared, list: [shared, shared] };
  },
};

/** Rows for the runtimes that have Temporal; their toJSON is their own. */
export const temporalRows: Readonly<Record<string, (temporal: TemporalLike) => unknown>> = {
  "a Temporal.PlainDate": (temporal) => [temporal.PlainDate.from("2026-02-28")],
  "a Temporal.Instant": (temporal) => ({ at: temporal.Instant.from("2026-02-28T12:30:15.25Z") }),
  "a Temporal.Duration": (temporal) => temporal.Duration.from("P1DT2H"),
};

/** As much of Temporal as the rows use. */
export interface TemporalLike {
  readonly PlainDate: { from(text: string): unknown };
  readonly Instant: { from(text: string): unknown };
  readonly Duration: { from(text: string): unknown };
}

/** The value as a member, an item, a Map's key and value, a Set's member and a toJSON's result. */
export function everywhere(make: () => unknown): unknown {
  return {
    member: { a: make() },
    item: [make(), [make()]],
    map: new Map([["a", make()]]),
    keys: new Map([
      [make(), make()],
      [1, 1],
    ]),
    set: new Set([make()]),
    converted: { toJSON: make },
  };
}
