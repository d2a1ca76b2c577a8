import Negotiator from "negotiator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acceptCharsets,
  acceptEncodings,
  acceptLanguages,
  acceptMediaTypes,
} from "../../src/http/accept.ts";

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

describe("the best media type", () => {
  test.each([
    [null, "application/json"],
    ["", null],
    ["application/json", "application/json"],
    ["text/html", "text/html"],
    [browser, "text/html"],
    ["*/*", "application/json"],
    ["application/*", "application/json"],
    ["text/*", "text/html"],
    ["text/html;q=0.5, application/json;q=0.9", "application/json"],
    ["application/json;q=0, */*", "text/html"],
    ["APPLICATION/JSON", "application/json"],
    ["application/json;q=x, text/html;q=0.5", "text/html"],
    ["*/*, text/html", "text/html"],
    ["application/json;v=1", null],
    ["application/json;charset=utf-8", "application/json"],
    ["image/png", null],
    ["text/html;q=0", null],
    ["application/jso", null],
    ["app/*", null],
  ])("of Accept: %s", (field, best) => {
    expect(acceptMediaTypes(field).best("application/json", "text/html")).toBe(best);
  });

  test("fits the parameters that were asked for", () => {
    const accept = acceptMediaTypes("text/html;level=1, text/html;q=0.5");
    expect(accept.quality("text/html;level=1")).toBe(1);
    expect(accept.quality("text/html;level=2")).toBe(0.5);
    expect(accept.quality("text/html")).toBe(0.5);
    expect(accept.best("text/html", "text/html;level=1")).toBe("text/html;level=1");
  });

  test("is never one that is no media type", () => {
    expect(acceptMediaTypes("text/html").best("html")).toBeNull();
  });

  test("of nothing is nothing", () => {
    expect(acceptMediaTypes("*/*").best()).toBeNull();
  });
});

describe("how much a media type is liked", () => {
  test.each([
    [null, "application/json", 1],
    [browser, "image/png", 0.8],
    ["application/json;q=0, */*", "application/json", 0],
    ["application/*;q=0.2, */*;q=0.1", "application/json", 0.2],
    ["text/html", "application/json", 0],
  ])("Accept: %s, %s", (field, offer, quality) => {
    expect(acceptMediaTypes(field).quality(offer)).toBe(quality);
    expect(acceptMediaTypes(field).accepts(offer)).toBe(quality > 0);
  });
});

describe("the best language", () => {
  test.each([
    [null, "en"],
    ["", null],
    ["de", "de"],
    ["en-GB", "en"],
    ["ja", null],
    ["*", "en"],
    ["ja, *;q=0.5", "en"],
    ["fr;q=0.4, de;q=0.8", "de"],
    ["en;q=0, *", "de"],
    ["DE-at, fr;q=0.9", "de"],
  ])("of Accept-Language: %s", (field, best) => {
    expect(acceptLanguages(field).best("en", "de", "fr")).toBe(best);
  });

  test("of a region is the region's, else the language's, never another language's", () => {
    const accept = acceptLanguages("en");
    expect(accept.best("en-GB", "en")).toBe("en");
    expect(accept.best("eng", "en-GB")).toBe("en-GB");
    expect(acceptLanguages("en-GB").best("en-US")).toBeNull();
  });
});

describe("the best encoding", () => {
  test.each([
    [null, "identity"],
    ["", "identity"],
    ["gzip", "gzip"],
    ["gzip, br;q=0.9", "gzip"],
    ["gzip;q=0.5, br;q=0.9", "br"],
    ["*", "br"],
    ["deflate", "identity"],
    ["identity;q=0, *;q=0", null],
    ["*;q=0", null],
    ["gzip;q=0", "identity"],
    ["GZIP", "gzip"],
  ])("of Accept-Encoding: %s", (field, best) => {
    expect(acceptEncodings(field).best("br", "gzip", "identity")).toBe(best);
  });
});

test.each([
  [null, "utf-8"],
  ["utf-8", "utf-8"],
  ["iso-8859-1, UTF-8;q=0.5", "iso-8859-1"],
  ["utf-16", null],
])("the best charset of Accept-Charset: %s", (field, best) => {
  expect(acceptCharsets(field).best("utf-8", "iso-8859-1")).toBe(best);
});

test("negotiator, which others use, agrees about what is acceptable", () => {
  const offers = ["application/json", "text/html", "text/plain", "image/png"] as const;
  const range = fc.constantFrom(
    "*/*",
    "text/*",
    "image/*",
    "application/*",
    "text/html",
    "text/plain",
    "application/json",
  );
  const quality = fc.constantFrom("", ";q=0", ";q=0.5", ";q=1");
  // Of a range that comes twice, one takes the first and the other the last.
  const field = fc.uniqueArray(fc.tuple(range, quality), {
    minLength: 1,
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(field, (wishes) => {
      const accept = wishes.map((wish) => wish.join("")).join(", ");
      const theirs = new Negotiator({ headers: { accept } }).mediaTypes([...offers]);
      const ours = offers.filter((offer) => acceptMediaTypes(accept).accepts(offer));
      expect(ours.toSorted()).toEqual(theirs.toSorted());
    }),
    { numRuns: 300 },
  );
});
