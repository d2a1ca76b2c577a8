// What a client receives, as types: checked by the compiler, never run.

import { expectTypeOf, test } from "vitest";
import type { JsonOf, JsonValue } from "../../src/json/json-of.ts";

interface User {
  readonly id: number;
  name: string;
  born: Date;
  nickname?: string;
  manager: User | null;
  friends: readonly User[];
}

interface UserJson {
  readonly id: number;
  name: string;
  born: string;
  nickname?: string;
  manager: UserJson | null;
  friends: UserJson[];
}

test("scalars, literals and brands stay what they are", () => {
  expectTypeOf<JsonOf<string>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<"json" | "csv">>().toEqualTypeOf<"json" | "csv">();
  expectTypeOf<JsonOf<1 | true | null>>().toEqualTypeOf<1 | true | null>();
  type UserId = string & { readonly brand: unique symbol };
  expectTypeOf<JsonOf<UserId>>().toEqualTypeOf<UserId>();
});

test("dates, bigints, URLs, patterns and bytes are strings", () => {
  expectTypeOf<JsonOf<Date>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<bigint>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<URL>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<RegExp>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<Uint8Array>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<Buffer>>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<ArrayBuffer>>().toEqualTypeOf<string>();
});

test("other typed arrays are arrays of numbers, or of strings for bigints", () => {
  expectTypeOf<JsonOf<Float32Array>>().toEqualTypeOf<number[]>();
  expectTypeOf<JsonOf<Uint8ClampedArray>>().toEqualTypeOf<number[]>();
  expectTypeOf<JsonOf<BigInt64Array>>().toEqualTypeOf<string[]>();
});

test("boxed primitives are the primitive", () => {
  expectTypeOf<JsonOf<{ a: Number; b: String; c: Boolean }>>().toEqualTypeOf<{
    a: number;
    b: string;
    c: boolean;
  }>();
});

test("a Map is a record when its keys are strings, else pairs", () => {
  expectTypeOf<JsonOf<Map<string, Date>>>().toEqualTypeOf<{ [name: string]: string }>();
  expectTypeOf<JsonOf<Map<"a" | "b", bigint>>>().toEqualTypeOf<{ a: string; b: string }>();
  expectTypeOf<JsonOf<Map<number, Date>>>().toEqualTypeOf<[number, string][]>();
  expectTypeOf<JsonOf<ReadonlyMap<string, number>>>().toEqualTypeOf<{ [name: string]: number }>();
});

test("sets, generators and other iterables are arrays", () => {
  expectTypeOf<JsonOf<Set<Date>>>().toEqualTypeOf<string[]>();
  expectTypeOf<JsonOf<Generator<bigint, void>>>().toEqualTypeOf<string[]>();
  expectTypeOf<JsonOf<AsyncGenerator<Date, void>>>().toEqualTypeOf<string[]>();
});

test("arrays and tuples keep their shape, and undefined items are null", () => {
  expectTypeOf<JsonOf<readonly Date[]>>().toEqualTypeOf<string[]>();
  expectTypeOf<JsonOf<readonly [Date, 1, bigint]>>().toEqualTypeOf<[string, 1, string]>();
  expectTypeOf<JsonOf<(number | undefined)[]>>().toEqualTypeOf<(number | null)[]>();
  class Tags extends Array<Date> {}
  expectTypeOf<JsonOf<Tags>>().toEqualTypeOf<string[]>();
});

test("an interface that refers to itself is followed", () => {
  expectTypeOf<JsonOf<User>["friends"][number]["born"]>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<User>>().toExtend<UserJson>();
  expectTypeOf<UserJson>().toExtend<JsonOf<User>>();
});

test("members that are functions or symbols are left out, those that may be undefined are optional", () => {
  expectTypeOf<
    JsonOf<{ a: number; b: () => void; c: symbol; d: Date | undefined; e?: bigint; f: undefined }>
  >().toEqualTypeOf<{ a: number; d?: string; e?: string }>();
  expectTypeOf<JsonOf<{ [Symbol.toPrimitive]: 1; a: 1 }>>().toEqualTypeOf<{ a: 1 }>();
});

test("a class is what its toJSON gives, else its public fields", () => {
  class Money {
    readonly cents: number = 0;
    format(): string {
      return String(this.cents);
    }
  }
  class Decimal {
    toJSON(): { digits: bigint } {
      return { digits: 1n };
    }
  }
  class Itself {
    readonly born: Date = new Date(0);
    toJSON(): this {
      return this;
    }
  }
  expectTypeOf<JsonOf<Money>>().toEqualTypeOf<{ readonly cents: number }>();
  expectTypeOf<JsonOf<Decimal>>().toEqualTypeOf<{ digits: string }>();
  expectTypeOf<JsonOf<Itself>>().toEqualTypeOf<{ readonly born: string }>();
});

test("an error is its name and message, its fields and perhaps a cause; never its stack", () => {
  class PaymentError extends Error {
    readonly due: Date = new Date(0);
  }
  expectTypeOf<JsonOf<PaymentError>>().toEqualTypeOf<{
    readonly due: string;
    name: string;
    message: string;
    cause?: JsonValue;
  }>();
  expectTypeOf<JsonOf<{ name: string; message: string }>>().toEqualTypeOf<{
    name: string;
    message: string;
  }>();
});

test("unions are taken apart, and promises are what they give", () => {
  expectTypeOf<JsonOf<Date | number | undefined>>().toEqualTypeOf<string | number>();
  expectTypeOf<JsonOf<Promise<{ at: Date }>>>().toEqualTypeOf<{ at: string }>();
  expectTypeOf<JsonOf<{ kind: "a"; at: Date } | { kind: "b"; ids: Set<bigint> }>>().toEqualTypeOf<
    { kind: "a"; at: string } | { kind: "b"; ids: string[] }
  >();
});

test("unknown is any JSON, any stays any, and an index signature stays one", () => {
  expectTypeOf<JsonOf<unknown>>().toEqualTypeOf<JsonValue>();
  expectTypeOf<JsonOf<any>>().toBeAny();
  expectTypeOf<JsonOf<{ a: unknown; b: any }>>().toEqualTypeOf<{ b: any; a?: JsonValue }>();
  expectTypeOf<JsonOf<Record<string, Date>>>().toEqualTypeOf<{ [name: string]: string }>();
  expectTypeOf<JsonOf<Record<string, unknown>>>().toEqualTypeOf<{ [name: string]: JsonValue }>();
  expectTypeOf<
    JsonOf<{ [name: string]: Date | undefined; a: Date }>["a"]
  >().toEqualTypeOf<string>();
});

test("an index signature over members that may be undefined promises none", () => {
  expectTypeOf<JsonOf<Record<string, Date | undefined>>>().toEqualTypeOf<{
    [name: string]: string;
  }>();
});

test("a member that can never be, or has no JSON, leaves its parent as it is", () => {
  expectTypeOf<JsonOf<{ a: never; b: Date }>["b"]>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<{ cache: WeakMap<object, 1>; b: Date }>["b"]>().toEqualTypeOf<string>();
  expectTypeOf<JsonOf<{ list: never[]; b: Date }>>().toEqualTypeOf<{ list: never[]; b: string }>();
});

test("JSON is its own JSON", () => {
  expectTypeOf<JsonOf<JsonValue>>().toExtend<JsonValue>();
});

test("what does not arrive is refused", () => {
  // @ts-expect-error a Date arrives as a string
  const born: JsonOf<User>["born"] = new Date(0);
  // @ts-expect-error a method does not arrive
  type Gone = JsonOf<{ save(): void }>["save"];
  expectTypeOf(born).toEqualTypeOf<string>();
  expectTypeOf<Gone>().toBeAny();
});
