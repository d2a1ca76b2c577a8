import { describe, expect, test } from "vitest";
import { contentOf } from "../../src/core/file-content.ts";
import { Response } from "../../src/core/response.ts";
import type { BodySource } from "../../src/core/response.ts";

const bytes = new TextEncoder().encode("abcdefghij");
const range = { first: 2, last: 4 };

const textOf = (body: BodySource): Promise<string> => new Response(body).text();

describe("of a known length", () => {
  test.each<[string, Parameters<typeof contentOf>[0]]>([
    ["bytes", bytes],
    ["a buffer", bytes.buffer],
    ["a view", new DataView(bytes.buffer)],
    ["a blob", new Blob([bytes])],
  ])("%s can be had whole, and in part, more than once", async (_, source) => {
    const content = contentOf(source);
    expect(content.length).toBe(10);
    expect(await textOf(content.open(null))).toBe("abcdefghij");
    expect(await textOf(content.open(range))).toBe("cde");
    expect(await textOf(content.open(null))).toBe("abcdefghij");
  });
});

test("a stream has no length, and can be had once", async () => {
  const content = contentOf(new Blob([bytes]).stream());
  expect(content.length).toBeNull();
  expect(await textOf(content.open(null))).toBe("abcdefghij");
});

test("what is no body is none of a file, either", () => {
  expect(() => contentOf({} as Blob)).toThrow("[response-body]");
});
