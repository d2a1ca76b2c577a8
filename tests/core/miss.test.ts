import { describe, expect, test } from "vitest";
import { HeaderFields } from "../../src/http/headers.ts";
import { answerMiss } from "../../src/core/miss.ts";

test("a redirect is permanent, and keeps method and query", () => {
  const response = answerMiss({ kind: "redirect", location: "/users/" }, "?page=2&x=%2F");
  expect(response.status).toBe(308);
  expect(response.headers.get("location")).toBe("/users/?page=2&x=%2F");
  expect(response.body).toBeNull();
});

describe("the others are errors", () => {
  test("a wrong method is 405 with Allow", () => {
    const miss = { kind: "method-not-allowed", allow: ["GET", "HEAD", "OPTIONS"] } as const;
    expect(() => answerMiss(miss, "")).toThrow(
      expect.objectContaining({
        status: 405,
        headers: new HeaderFields({ allow: "GET, HEAD, OPTIONS" }),
      }),
    );
  });

  test("a malformed path is 400", () => {
    const miss = { kind: "bad-path", detail: "the path holds a stray %" } as const;
    expect(() => answerMiss(miss, "")).toThrow(
      expect.objectContaining({ status: 400, detail: "the path holds a stray %" }),
    );
  });

  test("an unknown path is 404", () => {
    expect(() => answerMiss({ kind: "not-found" }, "")).toThrow(
      expect.objectContaining({ status: 404 }),
    );
  });
});
