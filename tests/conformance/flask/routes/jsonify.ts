// Section "jsonify and types". Python types without a counterpart stand as what a JavaScript program has in their place.

import { jsonify, makeResponse, type Hipflask } from "hipflask";
import { uuid } from "../values.ts";

class Point {
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

/** An amount with its digits as they were written. */
class Decimal {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): string {
    return this.digits;
  }
}

/** Text that is HTML already, and what can be shown as it. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    return this.text;
  }
}

const leapDay = new Date("2024-02-29T12:30:45Z");

/** What a value is, and that JSON has no form for it. */
function refuse(what: string): never {
  throw new TypeError(`Object of type ${what} is not JSON serializable`);
}

export function jsonifyRoutes(app: Hipflask): void {
  app.get("/o/no-args", () => jsonify());
  app.get("/o/none", () => jsonify(null));
  app.get("/o/args", () => jsonify([1, 2, 3]));
  app.get("/o/one-arg-list", () => jsonify([1, 2, 3]));
  app.get("/o/kwargs", () => jsonify({ b: 1, a: 2 }));
  // Two values at once: the compiler refuses them too.
  app.get("/o/args-and-kwargs", () => jsonify(1, { a: 2 } as never));
  app.get("/o/dict", () => jsonify({ b: 1, a: { d: 1, c: 2 } }));
  app.get("/o/empty-dict", () => jsonify({}));
  app.get("/o/empty-list", () => jsonify([]));
  app.get("/o/nested-empty", () => jsonify({ a: [], b: {}, c: [[]], d: [{}] }));
  app.get("/o/str", () => jsonify("text"));
  app.get("/o/int", () => jsonify(42));
  app.get("/o/float", () => jsonify(1.5));
  app.get("/o/float-int", () => jsonify(2.0));
  app.get("/o/true", () => jsonify(true));
  app.get("/o/tuple", () => jsonify([1, 2] as const));
  numberRoutes(app);
  typeRoutes(app);
  keyRoutes(app);
  textRoutes(app);
  app.get("/o/response-type", () => makeResponse(jsonify({ ok: 1 }), 201, { "X-A": "b" }));
  app.get("/o/long-array", () => jsonify(Array.from({ length: 50 }, (_, i) => i)));
}

function numberRoutes(app: Hipflask): void {
  app.get("/o/bigint", () => jsonify({ n: 2n ** 64n }));
  app.get("/o/float-big", () => jsonify([1e21, 1e22, 1e16, 123_456_789_012_345_680]));
  app.get("/o/float-small", () => jsonify([1e-7, 0.0001, 0.00001, 5e-324]));
  app.get("/o/float-neg-zero", () => jsonify(-0));
  app.get("/o/nan", () => jsonify({ n: NaN }));
  app.get("/o/inf", () => jsonify([Infinity, -Infinity]));
}

function typeRoutes(app: Hipflask): void {
  app.get("/o/date", () => jsonify({ d: new Date("2024-02-29") }));
  app.get("/o/datetime-naive", () => jsonify({ d: new Date("2024-02-29T12:30:45.123Z") }));
  app.get("/o/datetime-utc", () => jsonify({ d: leapDay }));
  app.get("/o/datetime-tz", () => jsonify({ d: new Date("2024-02-29T12:30:45+02:00") }));
  app.get("/o/time", () => refuse("time"));
  app.get("/o/timedelta", () => refuse("timedelta"));
  app.get("/o/uuid", () => jsonify({ u: uuid }));
  app.get("/o/decimal", () => jsonify({ d: new Decimal("1.10") }));
  app.get("/o/decimal-big", () => jsonify({ d: new Decimal("1E+30") }));
  app.get("/o/dataclass", () => jsonify(new Point(1, 2)));
  app.get("/o/dataclass-nested", () =>
    jsonify({ a: new Point(1, 2), b: new Point(3, 4), label: "ab" }),
  );
  app.get("/o/html-obj", () => jsonify({ h: new Markup("<b>html</b>") }));
  app.get("/o/markup", () => jsonify({ m: new Markup("<b>m</b>") }));
  app.get("/o/enum", () => refuse("Color"));
  app.get("/o/int-enum", () => jsonify({ e: 1 }));
  app.get("/o/str-enum", () => jsonify({ e: "red" }));
  app.get("/o/set", () => refuse("set"));
  app.get("/o/bytes", () => refuse("bytes"));
  app.get("/o/object", () => refuse("object"));
  app.get("/o/generator", () => refuse("generator"));
}

function keyRoutes(app: Hipflask): void {
  app.get("/o/int-keys", () => jsonify({ 2: "b", 10: "c", 1: "a" }));
  app.get("/o/bool-keys", () => jsonify({ true: 1, false: 0 }));
  app.get("/o/none-key", () => jsonify({ null: 1 }));
  app.get("/o/mixed-keys", () => refuse("a list of text and numbers, in order"));
  app.get("/o/tuple-key", () => refuse("tuple"));
  app.get("/o/sort-case", () => jsonify({ b: 1, B: 2, a: 3, A: 4, _: 5, "1": 6, "10": 7, "2": 8 }));
  app.get("/o/sort-astral", () => jsonify({ "\u{10000}": 1, "\uFFFF": 2, a: 3 }));
  app.get("/o/sort-nested", () => jsonify([{ z: 1, a: [{ y: 1, b: 2 }] }]));
  app.get("/o/integer-like-keys", () => jsonify({ b: 1, "2": 2, "1": 3, a: 4 }));
}

function textRoutes(app: Hipflask): void {
  app.get("/o/unicode", () => jsonify({ s: "h\u00e9llo w\u00f6rld \u2603 \u{1f600}" }));
  app.get("/o/unicode-key", () => jsonify({ ключ: "значение" }));
  app.get("/o/html-chars", () => jsonify({ s: `<script>&'"</script>` }));
  app.get("/o/slash", () => jsonify({ s: "a/b\\c" }));
  app.get("/o/control", () => jsonify({ s: "\x00\x01\b\t\n\x0b\f\r\x1f\x7f" }));
  app.get("/o/line-sep", () => jsonify({ s: "\u2028\u2029" }));
  app.get("/o/lone-surrogate", () => jsonify({ s: "\ud800" }));
  app.get("/o/bom", () => jsonify({ s: "\ufeffx" }));
}
