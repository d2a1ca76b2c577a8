import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildPath } from "../../src/routing/build-path.ts";
import { Router } from "../../src/routing/router.ts";

const uuid = "12345678-1234-5678-1234-567812345678";

const converters = {
  csv: {
    parse: (text: string) => text.split(","),
    format: (items: unknown) => (items as string[]).join(","),
  },
};

const build = (pattern: string, values?: Record<string, unknown>): string =>
  buildPath(
    new Router({ converters }).add({ pattern, methods: ["GET"], target: 1 }).pattern,
    values,
  );

describe("values become a path, and the rest a query", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["/", {}, "/"],
    ["/users/", {}, "/users/"],
    ["/u/user/<name>", { name: "ann", page: 2, q: "x" }, "/u/user/ann"],
    ["/u/user/<name>", { name: "a/b" }, "/u/user/a%2Fb"],
    ["/u/user/<name>", { name: "é☃" }, "/u/user/%C3%A9%E2%98%83"],
    [
      "/u/user/<name>",
      { name: "a b?c#d%e+f;g:h@i&j=k,l" },
      "/u/user/a%20b%3Fc%23d%25e+f;g:h@i&j=k,l",
    ],
    ["/u/user/<name>", { name: 5 }, "/u/user/5"],
    ["/u/post/<int:id>/", { id: 7 }, "/u/post/7/"],
    ["/u/post/<int:id>/", { id: "7" }, "/u/post/7/"],
    ["/u/path/<path:p>", { p: "a/b c/é" }, "/u/path/a/b%20c/%C3%A9"],
    ["/u/path/<path:p>", { p: "a//b/" }, "/u/path/a//b/"],
    ["/<path:p>/edit", { p: "a/edit" }, "/a/edit/edit"],
    ["/u/fixed/<int(fixed_digits=3):n>", { n: 7 }, "/u/fixed/007"],
    ["/u/float/<float:x>", { x: 2 }, "/u/float/2.0"],
    ["/u/uuid/<uuid:u>", { u: uuid.toUpperCase() }, `/u/uuid/${uuid}`],
    ["/u/any/<any(a, b):k>", { k: "a" }, "/u/any/a"],
    ["/u/csv/<csv:items>", { items: ["a", "b c"] }, "/u/csv/a,b%20c"],
    ["/u/ünï/<x>", { x: "1" }, "/u/%C3%BCn%C3%AF/1"],
    ["/sp%20ace/100%25/a%2Fb", {}, "/sp%20ace/100%25/a%2Fb"],
    ["/<date:day>", { day: new Date("2026-01-31") }, "/2026-01-31"],
    ["/<bigint:n>", { n: 2n ** 64n }, "/18446744073709551616"],
    ["/v<int:a>.<int:b>", { a: 1, b: 22 }, "/v1.22"],
    ["/<a>-<b>", { a: "x-y", b: "z" }, "/x-y-z"],
  ])("%s with %o", (pattern, values, url) => {
    expect(build(pattern, values)).toBe(url);
  });
});

describe("what would not come back is refused, by route and name", () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      "/<a>/<b>",
      { a: "x" },
      "Cannot build a URL for /<a>/<b>: b is missing\nFix: give a value for a, b    [url-build]",
    ],
    ["/<a>", { a: null }, "a is null"],
    ["/<toString>", {}, "toString is missing"],
    ["/<name>", { name: "" }, 'name must be a text that is not empty, but is ""'],
    [
      "/<name>",
      { name: { first: "a" } },
      "name must be a text that is not empty, but is an object",
    ],
    ["/<string(minlength=2, maxlength=4):s>", { s: "x" }, "s must be a text of 2 to 4 characters"],
    ["/<int:id>", { id: -7 }, "id must be an integer from 0, but is -7"],
    ["/<int:id>", { id: 7.9 }, "but is 7.9"],
    ["/<int:id>", { id: "x" }, 'but is "x"'],
    ["/<int(min=1, max=9):id>", { id: 10 }, "id must be an integer from 1 to 9, but is 10"],
    ["/<int(fixed_digits=3):id>", { id: 1234 }, "of exactly 3 digits, but is 1234"],
    ["/<float:x>", { x: -1.5 }, "x must be a number from 0, but is -1.5"],
    ["/<float:x>", { x: Number.NaN }, "but is NaN"],
    ["/<any(a, b):k>", { k: "z" }, 'k must be one of a, b, but is "z"'],
    ["/<uuid:u>", { u: "z" }, "u must be a UUID"],
    [
      "/<date:day>",
      { day: new Date("2026-01-31T12:00:00Z") },
      "or a Date at midnight UTC, but is 2026-01-31T12",
    ],
    ["/<path:p>", { p: "/a" }, "p must be a path that does not begin with a slash"],
    ["/<path:p>/", { p: "a/" }, "/a// would not come back"],
    ["/<name>", { name: ".." }, 'clients resolve the segment ".." away, encoded or not'],
    ["/<name>", { name: "." }, 'clients resolve the segment "." away'],
    ["/<path:p>", { p: "a/../b" }, 'clients resolve the segment ".." away'],
    ["/<a>.<b>", { a: "x", b: ".y" }, 'would come back as a "x.", b "y"'],
    ["/<name>", { name: "\uD83D" }, "half of a surrogate pair"],
    ["/<a>-<b>", { a: "x", b: "y-z" }, '/x-y-z would come back as a "x-y", b "z"'],
    ["/<path:a>/x/<path:b>", { a: "1/x/2", b: "3" }, 'come back as a "1", b "2/x/3"'],
    [
      "/<csv:items>",
      { items: 5 },
      "items must be a value that its converter can write and read back, but is 5",
    ],
  ])("%s with %o", (pattern, values, message) => {
    expect(() => build(pattern, values)).toThrow(message);
  });
});

test("what a user's converter throws is the cause", () => {
  expect(() => build("/<csv:items>", { items: 5 })).toThrow(
    expect.objectContaining({ cause: expect.any(TypeError) }),
  );
});

describe("every URL that is built leads back to its values", () => {
  const text = fc.string({ unit: "binary" });
  const paths = fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const days = fc
    .integer({ min: -700_000, max: 2_900_000 })
    .map((day) => new Date(day * 86_400_000));
  const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    string: text,
    "string(minlength=2, maxlength=3)": text,
    int: fc.maxSafeNat(),
    "int(signed=True)": fc.maxSafeInteger(),
    "int(fixed_digits=4)": fc.nat(20_000),
    "float(signed=True)": fc.double({ noNaN: true }),
    bigint: fc.bigInt({ min: 0n }),
    date: days,
    uuid: fc.uuid(),
    'any(json, "light blue")': fc.constantFrom("json", "light blue"),
    path: paths,
  };
  const shapes = [
    "/<A:a>",
    "/x/<A:a>/",
    "/<A:a>/y/<B:b>",
    "/<A:a>/<B:b>/z",
    "/v<A:a>",
    "/<A:a>-<B:b>",
    "/<A:a>..<B:b>x",
  ];
  const samples = fc
    .tuple(
      fc.constantFrom(...shapes),
      fc.constantFrom(...Object.keys(values)),
      fc.constantFrom(...Object.keys(values)),
    )
    .filter(([shape, a, b]) => !/^\/v|>[-.]/.test(shape) || (a !== "path" && b !== "path"))
    .chain(([shape, a, b]) =>
      fc.record({
        pattern: fc.constant(shape.replace("A:", `${a}:`).replace("B:", `${b}:`)),
        a: values[a] as fc.Arbitrary<unknown>,
        b: values[b] as fc.Arbitrary<unknown>,
      }),
    );

  test("or is refused", () => {
    let built = 0;
    fc.assert(
      fc.property(samples, ({ pattern, ...given }) => {
        const router = new Router<string>();
        const { pattern: read } = router.add({ pattern, methods: ["GET"], target: "t" });
        let url: string;
        try {
          url = buildPath(read, given);
        } catch (error) {
          expect(error).toMatchObject({ code: "url-build" });
          return;
        }
        built += 1;
        const [path = ""] = url.split("?");
        expect(path).toMatch(/^\/[^/\\]/);
        expect(new URL(path, "http://host.example").pathname).toBe(path);
        const expected = read.names.map((name) => given[name as "a" | "b"]);
        expect(router.match("GET", path)).toEqual({
          kind: "found",
          target: "t",
          names: read.names,
          values: expected,
        });
      }),
      { numRuns: 1_000 },
    );
    expect(built).toBeGreaterThan(300);
  });
});
