import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitPath } from "../../src/routing/path.ts";
import { Router } from "../../src/routing/router.ts";

// Two readers that see different paths in one request are how a guard is walked around: what is
// found must depend on the decoded segments, and on nothing in how a client spelled them.

const patterns = [
  "/",
  "/admin",
  "/admin/",
  "/admin/<name>",
  "/Admin/<int:id>",
  "/files/<path:file>",
  "/files/<path:file>/edit",
  "/a;b/<x>-<y>",
  "/é/<any(json, csv):format>/",
];

const router = new Router<string, string>({ strictSlashes: true });
for (const pattern of patterns) router.add({ pattern, methods: ["GET"], target: pattern });
router.add({ pattern: "/loose/<x>", methods: ["GET"], target: "loose", strictSlashes: false });
router.add({ pattern: "/exact/<x>", methods: ["GET"], target: "exact", mergeSlashes: false });
router.addScope("/admin", "admin");
router.addScope("/files/<path:file>/edit", "edit");

const texts = fc.constantFrom(
  "admin",
  "Admin",
  "ADMIN",
  "files",
  "edit",
  "loose",
  "exact",
  "a;b",
  "a",
  "é",
  "json",
  "7",
  "x-y",
  "a/b",
  "a%2Fb",
  ";",
  ".",
  "..",
  "admin;x=1",
  "",
  "\\",
  "%",
  " ",
  "\u0000",
);
const segments = fc.array(texts, { minLength: 1, maxLength: 5 });

/** A spelling of a segment: which of its characters are encoded, and in which case the digits are. */
const spelling = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom("bare", "upper", "lower"), {
      minLength: text.length,
      maxLength: text.length,
    })
    .map((styles) =>
      [...text]
        .map((character, index) => {
          const needsEncoding = /[/%?#]/.test(character);
          if (styles[index] === "bare" && !needsEncoding) return character;
          const encoded = [...new TextEncoder().encode(character)]
            .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
            .join("");
          return styles[index] === "lower" ? encoded : encoded.toUpperCase();
        })
        .join(""),
    );

const spellings = (all: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(...all.map(spelling)).map((each) => `/${each.join("/")}`);

describe("two spellings of one path", () => {
  const pairs = segments.chain((all) =>
    fc.record({ segments: fc.constant(all), one: spellings(all), other: spellings(all) }),
  );

  test("are read into the same segments, match the same and lie in the same scope", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(pairs, ({ segments: all, one, other }) => {
        expect(splitPath(one)).toEqual({ kind: "segments", segments: ["", ...all] });
        const match = router.match("GET", one);
        seen.add(match.kind);
        expect(router.match("GET", other)).toEqual(match);
        expect(router.match("OPTIONS", other)).toEqual(router.match("OPTIONS", one));
        expect(router.match("PUT", other)).toEqual(router.match("PUT", one));
        expect(router.scopeAt(other)).toBe(router.scopeAt(one));
      }),
      { numRuns: 5_000 },
    );
    expect([...seen].sort()).toEqual(["found", "not-found", "redirect"]);
  });
});

test("what is found has the letters, the semicolons and the dots that its rule has", () => {
  fc.assert(
    fc.property(segments, (all) => {
      const rawPath = `/${all.map(encodeURIComponent).join("/")}`;
      const match = router.match("GET", rawPath);
      if (match.kind !== "found") return;
      const [first = ""] = all;
      const known = new Set(["", "admin", "Admin", "files", "a;b", "é", "loose", "exact"]);
      expect(known.has(first)).toBe(true);
      if (all.length > 1 && /^admin$/i.test(first) && all[1] !== "") {
        expect(match.target).toBe(first === "admin" ? "/admin/<name>" : "/Admin/<int:id>");
        expect(all).toHaveLength(2);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("no spelling of a host leads past the rules of that host", () => {
  const hosted = new Router<string>();
  hosted.add({ pattern: "/x", methods: ["GET"], target: "guarded", host: "admin.example.com" });
  hosted.add({ pattern: "/x", methods: ["GET"], target: "open" });
  const letters = fc.mixedCase(fc.constant("admin.example.com"));
  const ends = fc.constantFrom("", ".", ":80", ":", ".:8080");
  fc.assert(
    fc.property(letters, ends, (host, end) => {
      expect(hosted.match("GET", "/x", host + end)).toMatchObject({ target: "guarded" });
    }),
  );
});

test("a host is nothing to a router without hosts", () => {
  fc.assert(
    fc.property(segments, fc.string(), (all, authority) => {
      const rawPath = `/${all.map(encodeURIComponent).join("/")}`;
      expect(router.match("GET", rawPath, authority)).toEqual(router.match("GET", rawPath));
      expect(router.scopeAt(rawPath, authority)).toBe(router.scopeAt(rawPath));
    }),
    { numRuns: 1_000 },
  );
});
