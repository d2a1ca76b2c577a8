// The types of a route's variables, read from the pattern itself.
// Must agree with the reader of patterns; that is why a pattern holds no `>` even in quotes.

/**
 * The type that each converter gives. Add your own:
 *
 * ```ts
 * declare module "hipflask" {
 *   interface ConverterTypes {
 *     csv: string[];
 *   }
 * }
 * ```
 */
export interface ConverterTypes {
  string: string;
  int: number;
  float: number;
  path: string;
  uuid: string;
  bigint: bigint;
  date: Date;
}

/**
 * The values of a pattern's variables: `Params<"/users/<int:id>">` is `{ readonly id: number }`.
 *
 * Of a pattern that is only known as `string` it is a record of everything a converter gives.
 */
export type Params<Path extends string> = string extends Path
  ? Readonly<Record<string, ConverterTypes[keyof ConverterTypes]>>
  : { readonly [Entry in Entries<Path> as Entry[0]]: Entry[1] };

/**
 * The names of a pattern's variables that are also in `Reserved`: `never` when there is no clash.
 * `ClashingNames<"/<int:id>/<body>", "body" | "query">` is `"body"`.
 */
export type ClashingNames<Path extends string, Reserved extends PropertyKey> = Extract<
  Entries<Path>[0],
  Reserved
>;

/** `[name, value]` of every variable. */
type Entries<Path extends string> = Path extends `${string}<${infer Variable}>${infer Rest}`
  ? EntryOf<Variable> | Entries<Rest>
  : never;

/** Of `name`, `converter:name` or `converter(args):name`. */
type EntryOf<Variable extends string> = Variable extends `${infer Head}):${infer Name}`
  ? Head extends `${infer Converter}(${infer Args}`
    ? [Name, Converter extends "any" ? Words<Args> : ValueOf<Converter>]
    : never
  : Variable extends `${infer Converter}:${infer Name}`
    ? [Name, ValueOf<Converter>]
    : [Variable, string];

type ValueOf<Converter extends string> = Converter extends keyof ConverterTypes
  ? ConverterTypes[Converter]
  : `Unknown converter "${Converter}": declare its type in interface ConverterTypes`;

/** The words of `any`: `red, "light blue"` is `"red" | "light blue"`. Commas in quotes separate nothing. */
type Words<Args extends string> = Args extends ` ${infer Rest}`
  ? Words<Rest>
  : Args extends `"${infer Word}"${infer Rest}`
    ? Word | NextWords<Rest>
    : Args extends `'${infer Word}'${infer Rest}`
      ? Word | NextWords<Rest>
      : Args extends `${infer Word},${infer Rest}`
        ? TrimEnd<Word> | Words<Rest>
        : TrimEnd<Args>;

type NextWords<Rest extends string> = Rest extends `${string},${infer Next}` ? Words<Next> : never;

type TrimEnd<Text extends string> = Text extends `${infer Head} ` ? TrimEnd<Head> : Text;
