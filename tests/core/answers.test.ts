import { describe, expect, test } from "vitest";
import { html, noContent } from "../../src/core/answers.ts";

describe("html", () => {
  test("says that text is a page, in UTF-8, with 200", async () => {
    const response = html("<h1>Üsers</h1>");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toBe("<h1>Üsers</h1>");
  });

  test("takes another status", () => {
    expect(html("<h1>Gone</h1>", 410).status).toBe(410);
  });
});

test("noContent is 204 without a body and without a type", async () => {
  const response = noContent();
  expect(response.status).toBe(204);
  expect(response.body).toBeNull();
  expect([...response.headers]).toEqual([]);
});
