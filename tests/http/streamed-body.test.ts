import { expect, test } from "vitest";
import { isStreamed } from "../../src/http/streamed-body.ts";

test.each([
  ["nothing", null, false],
  ["text", "text", false],
  ["an empty text", "", false],
  ["bytes", new Uint8Array(3), false],
  ["a stream of the web", new ReadableStream<string>(), true],
  ["a generator", (async function* () {})(), true],
])("%s", (_, body, comesInPieces) => {
  expect(isStreamed(body as AsyncIterable<string>)).toBe(comesInPieces);
});
