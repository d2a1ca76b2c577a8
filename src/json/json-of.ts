// What a client receives for a value of type `T`: the table of docs/json.md, as a type.
// Follows the default policies. Types only.

/** Anything that a JSON text can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [name: string]: JsonValue };

/**
 * The type of the JSON that a value of type `T` becomes.
 *
 * Dates, URLs and bigints are strings, a Map with string keys is a record, a Set an array, a class
 * what its `toJSON` gives or its fields. Members that are functions are left out; those that may
 * be undefined are optional. `any` stays `any`; `unknown` is any JSON.
 *
 * Two things no type can tell: an empty Map is `{}` whatever its keys, and a class's getters are
 * members of its type but not fields of its values.
 *
 * @example
 * const received: JsonOf<{ born: Date; tags: Set<string> }> = { born: "2026-02-28T00:00:00.000Z", tags: [] };
 * received.tags; // => []
 */
export type JsonOf<T> = IsAny<T> extends true ? T : unknown extends T ? JsonValue : JsonOfEach<T>;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What is left out of objects, and null in arrays. */
type Absent = undefined | symbol | ((...args: never[]) => unknown);

// Distributes over unions. `toJSON` comes late enough for Buffer and early enough for Date.
type JsonOfEach<T> = T extends string | number | boolean | null
  ? T
  : T extends Absent
    ? never
    : T extends bigint | ArrayBufferLike | DataView
      ? string
      : T extends readonly unknown[]
        ? JsonOfItems<T>
        : T extends PromiseLike<infer Value>
          ? JsonOf<Value>
          : T extends URLSearchParams | Headers | FormData
            ? Record<string, string | string[]>
            : T extends { toJSON(...args: never[]): infer Result }
              ? JsonOfConverted<T, Result>
              : JsonOfObject<T>;

type JsonOfObject<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? JsonOfMap<Key, Value>
    : T extends Uint8Array | RegExp
      ? string
      : T extends Iterable<infer Item> | AsyncIterable<infer Item>
        ? JsonOfBoxed<T, JsonOfItem<Item>[]>
        : T extends WeakMap<WeakKey, unknown> | WeakSet<WeakKey> | WeakRef<WeakKey>
          ? never
          : JsonOfBoxed<T, JsonOfMembers<T>>;

type JsonOfBoxed<T, Otherwise> = T extends { valueOf(): infer Primitive }
  ? Primitive extends string | number | boolean
    ? Primitive
    : Primitive extends bigint
      ? string
      : Otherwise
  : Otherwise;

// A toJSON that gives its own object is not asked again; Buffer's is not asked at all.
type JsonOfConverted<T, Result> =
  IsAny<Result> extends true
    ? Result
    : unknown extends Result
      ? JsonValue
      : T extends Uint8Array
        ? Result extends { type: "Buffer" }
          ? string
          : JsonOf<Result>
        : [Result] extends [T]
          ? JsonOfMembers<T>
          : JsonOf<Result>;

// Tuples stay tuples; a subclass of Array is an array.
type JsonOfItems<T extends readonly unknown[]> = number extends T["length"]
  ? JsonOfItem<T[number]>[]
  : { -readonly [Index in keyof T]: JsonOfItem<T[Index]> };

type JsonOfItem<T> = JsonOf<T> | (unknown extends T ? never : AbsentAsNull<T>);
type AbsentAsNull<T> = T extends Absent ? null : never;

type JsonOfMap<Key, Value> = [Key] extends [string]
  ? { [Name in Key]: JsonOf<Value> }
  :
      | [JsonOfItem<Key>, JsonOfItem<Value>][]
      | (Extract<Key, string> extends never ? never : Record<string, JsonOf<Value>>);

// Mapped and not conditional at the top: members are looked at only when someone asks for one, so
// that types may refer to themselves, and one odd member never spoils the others.
type JsonOfMembers<T> = Flat<
  { [Name in keyof T as SureName<T, Name>]: JsonOf<T[Name]> } & {
    [Name in keyof T as UnsureName<T, Name>]?: JsonOf<Exclude<T[Name], undefined>>;
  } & ErrorMembers<T>
>;

type Flat<T> = { [Name in keyof T]: T[Name] };

// Members of JSON objects have string names; `stack` of an error is shown only in debug mode.
type MemberName<T, Name> = Name extends string | number
  ? T extends Error
    ? Name extends (IsError<T> extends true ? "stack" | "cause" : never)
      ? never
      : Name
    : Name
  : never;

type MayBeAbsent<T> =
  IsAny<T> extends true
    ? false
    : unknown extends T
      ? true
      : Extract<T, Absent> extends never
        ? false
        : true;

// An index signature never promises a member, so that it has nothing to make optional.
type IsIndex<Name> = string extends Name ? true : number extends Name ? true : false;

type SureName<T, Name extends keyof T> =
  MayBeAbsent<T[Name]> extends true
    ? IsIndex<Name> extends true
      ? MemberName<T, Name>
      : never
    : MemberName<T, Name>;

type UnsureName<T, Name extends keyof T> =
  MayBeAbsent<T[Name]> extends true
    ? IsIndex<Name> extends true
      ? never
      : unknown extends T[Name]
        ? MemberName<T, Name>
        : [Exclude<T[Name], Absent>] extends [never]
          ? never
          : MemberName<T, Name>
    : never;

// `{ name, message }` of any object looks like an Error to the compiler; `stack` tells them apart.
type IsError<T> = T extends Error ? ("stack" extends keyof T ? true : false) : false;
type ErrorMembers<T> = IsError<T> extends true ? { cause?: JsonValue } : unknown;
