// What `Params` reads from a pattern. Checked by the compiler alone.
import { expectTypeOf, test } from "vitest";
import { Hipflask, urlFor } from "../../src/index.ts";
import type { Converters } from "../../src/routing/converter.ts";
import type { ClashingNames, ConverterTypes, Params } from "../../src/routing/params.ts";

declare module "../../src/routing/params.ts" {
  interface ConverterTypes {
    csv: string[];
    even: number;
  }
}

test("a pattern without variables has no values", () => {
  expectTypeOf<Params<"/">>().toEqualTypeOf<{}>();
  expectTypeOf<Params<"/users/all/">>().toEqualTypeOf<{}>();
});

test("a variable without a converter is a string", () => {
  expectTypeOf<Params<"/users/<name>">>().toEqualTypeOf<{ readonly name: string }>();
});

test("each converter gives its own type", () => {
  expectTypeOf<Params<"/<string:a>/<int:b>/<float:c>/<path:d>">>().toEqualTypeOf<{
    readonly a: string;
    readonly b: number;
    readonly c: number;
    readonly d: string;
  }>();
  expectTypeOf<Params<"/<uuid:a>/<bigint:b>/<date:c>">>().toEqualTypeOf<{
    readonly a: string;
    readonly b: bigint;
    readonly c: Date;
  }>();
});

test("arguments do not change the type", () => {
  expectTypeOf<Params<"/<int(min=1, max=100):n>">>().toEqualTypeOf<{ readonly n: number }>();
  expectTypeOf<Params<"/<string(length=2):s>/x">>().toEqualTypeOf<{ readonly s: string }>();
  expectTypeOf<Params<"/<int():n>">>().toEqualTypeOf<{ readonly n: number }>();
});

test("any is the union of its words", () => {
  expectTypeOf<Params<"/<any(json):f>">>().toEqualTypeOf<{ readonly f: "json" }>();
  expectTypeOf<Params<"/<any(json,csv):f>">>().toEqualTypeOf<{ readonly f: "json" | "csv" }>();
  expectTypeOf<Params<"/<any( red , \"light blue\", 'deep, dark' ):c>">>().toEqualTypeOf<{
    readonly c: "red" | "light blue" | "deep, dark";
  }>();
  expectTypeOf<Params<"/<any(1, 2):n>">>().toEqualTypeOf<{ readonly n: "1" | "2" }>();
});

test("a segment may hold several variables", () => {
  expectTypeOf<Params<"/v<int:major>.<int:minor>/<name>.<any(md, txt):ext>">>().toEqualTypeOf<{
    readonly major: number;
    readonly minor: number;
    readonly name: string;
    readonly ext: "md" | "txt";
  }>();
});

test("a user's converter has the type it declares", () => {
  expectTypeOf<Params<"/<csv:items>">>().toEqualTypeOf<{ readonly items: string[] }>();
  expectTypeOf<Params<'/<csv(";"):items>'>>().toEqualTypeOf<{ readonly items: string[] }>();
});

test("an unknown converter is told by the type of its value", () => {
  expectTypeOf<
    Params<"/<itn:id>">["id"]
  >().toEqualTypeOf<'Unknown converter "itn": declare its type in interface ConverterTypes'>();
  const values: Params<"/<itn:id>"> = {
    // @ts-expect-error no number is the value of a converter that is not there
    id: 7,
  };
  void values;
});

test("a pattern known only as a string has values of every type there is", () => {
  expectTypeOf<Params<string>>().toEqualTypeOf<
    Readonly<Record<string, ConverterTypes[keyof ConverterTypes]>>
  >();
});

test("values are read-only and no others exist", () => {
  const values: Params<"/<int:id>"> = { id: 7 };
  // @ts-expect-error the values of a request are not to be changed
  values.id = 8;
  // @ts-expect-error the pattern has no such variable
  void values.name;
});

test("a converter says what its format takes", () => {
  const converters: Converters = {
    csv: { parse: (text) => text.split(","), format: (items: string[]) => items.join(",") },
    sized: ({ named }) => ({
      parse: (text) => (text.length === named["size"] ? text : undefined),
      format: (text: string) => text,
      weight: 60,
    }),
  };
  void converters;
  // @ts-expect-error a converter must write what it reads
  const half: Converters = { half: { parse: (text: string) => text } };
  void half;
});

test("names that clash with a context's own are found", () => {
  type Reserved = "body" | "query";
  expectTypeOf<ClashingNames<"/<int:id>", Reserved>>().toEqualTypeOf<never>();
  expectTypeOf<ClashingNames<"/<int:id>/<body>", Reserved>>().toEqualTypeOf<"body">();
  expectTypeOf<
    ClashingNames<"/<any(a,b):query>-<path:body>", Reserved>
  >().toEqualTypeOf<Reserved>();
  expectTypeOf<ClashingNames<string, Reserved>>().toEqualTypeOf<never>();
});

test("a converter of one's own has its type in handlers and in URLs", () => {
  const app = new Hipflask({
    converters: {
      csv: { parse: (text) => text.split(","), format: (items: string[]) => items.join(",") },
      even: ({ named }) => ({
        parse: (text) => (Number(text) >= Number(named["min"]) ? Number(text) : undefined),
        format: (value: number) => String(value),
        weight: 50,
      }),
    },
  });
  const route = app.get("/<csv:items>/<even(min=10):n>", ({ items, n }) => {
    expectTypeOf(items).toEqualTypeOf<string[]>();
    expectTypeOf(n).toEqualTypeOf<number>();
    return "ok";
  });
  urlFor(route, { items: ["a", "b"], n: 12 });
  // @ts-expect-error a list of texts is no text
  urlFor(route, { items: "a,b", n: 12 });
  // @ts-expect-error the number is missing
  urlFor(route, { items: ["a"] });
});

test("the values of a host are read from it as those of a path are", () => {
  expectTypeOf<Params<"<tenant>.v<int:major>.example.com">>().toEqualTypeOf<{
    readonly tenant: string;
    readonly major: number;
  }>();
});
