import { expect, test } from "vitest";
import { fromForwarded, fromXForwarded } from "../../src/core/forwarded-facts.ts";
import { HeaderFields } from "../../src/http/headers.ts";

test("each X-Forwarded field is a list of its own, whatever lines it came in", () => {
  const headers = new HeaderFields([
    ["x-forwarded-for", "1.1.1.1"],
    ["x-forwarded-for", "2.2.2.2, 3.3.3.3"],
    ["x-forwarded-proto", "https"],
    ["x-forwarded-prefix", "/api"],
  ]);
  expect(fromXForwarded(headers)).toEqual({
    for: ["1.1.1.1", "2.2.2.2", "3.3.3.3"],
    proto: ["https"],
    host: [],
    port: [],
    prefix: ["/api"],
  });
});

test("Forwarded gives lists of one length, with gaps", () => {
  const headers = new HeaderFields({ forwarded: "for=1.1.1.1;host=a, for=2.2.2.2;proto=https" });
  expect(fromForwarded(headers)).toEqual({
    for: ["1.1.1.1", "2.2.2.2"],
    proto: ["", "https"],
    host: ["a", ""],
    port: [],
    prefix: [],
  });
});

test("a malformed Forwarded says nothing at all", () => {
  expect(fromForwarded(new HeaderFields({ forwarded: "for=1.1.1.1;for=2.2.2.2" }))).toBeNull();
  expect(fromForwarded(new HeaderFields())?.for).toEqual([]);
});
