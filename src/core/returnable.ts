// What a handler may give back, as the compiler sees it. Types only; what becomes of it is in returned.ts.

/** What a handler may give back: `undefined` is missing, because it is a forgotten `return`. */
export type Returnable = string | number | boolean | bigint | null | object;

/** The same, now or later. */
export type Result =
  | Exclude<Returnable, object>
  | Promise<Returnable>
  | Data
  | PromiseLike<Returnable>;

// A promise is an object too: as data, one of nothing would hide a forgotten `return`.
type Data = object & { readonly then?: Primitive | NotFunction };
type NotFunction = object & { readonly call?: never };
type Primitive = string | number | boolean | bigint | symbol | null | undefined;

/** What a result is when it is there: `Awaited`, which for a promise costs the compiler far more. */
export type Answered<R> = R extends Promise<infer Value> ? Value : Awaited<R>;
