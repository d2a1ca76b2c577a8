import { describe, expect, test } from "vitest";
import { ServerSentEvent } from "../../src/core/server-sent-event.ts";
import {
  jsonArray,
  ndjsonLines,
  serverSentEvents,
  type StreamFormat,
} from "../../src/core/stream-format.ts";

/** A whole stream of these texts. */
const whole = (format: StreamFormat, texts: readonly string[]): string =>
  format.open + texts.map((text, i) => format.write(text, undefined, i)).join("") + format.close;

test.each<[string, StreamFormat, readonly string[], string]>([
  ["an array of nothing", jsonArray, [], "[]"],
  ["an array", jsonArray, ["1", "{}", "null"], "[1,{},null]"],
  ["no lines", ndjsonLines, [], ""],
  ["lines", ndjsonLines, ["1", "{}"], "1\n{}\n"],
  ["lines of items with an indent", ndjsonLines, ['{\n\t"a": [\r\n  1\n]\n}'], '{"a": [1]}\n'],
  ["no events", serverSentEvents, [], ""],
  ["events", serverSentEvents, ["1", "{}"], "data: 1\n\ndata: {}\n\n"],
])("%s", (_, format, texts, text) => {
  expect(whole(format, texts)).toBe(text);
});

describe("an item that is nothing keeps its place", () => {
  test.each([
    ["array", jsonArray],
    ["lines", ndjsonLines],
    ["events", serverSentEvents],
  ])("%s", (_, format) => {
    expect(format.valueOf(undefined)).toBeNull();
    expect(format.valueOf(0)).toBe(0);
  });
});

test("an event's data is encoded, and its fields are not", () => {
  const event = new ServerSentEvent({ id: 7 }, { event: "user", id: "7" });
  expect(serverSentEvents.valueOf(event)).toEqual({ id: 7 });
  expect(serverSentEvents.write('{"id":7}', event, 0)).toBe(
    'event: user\nid: 7\ndata: {"id":7}\n\n',
  );
});

test("an event without data has only its fields", () => {
  const event = new ServerSentEvent(undefined, { retryMs: 5 });
  expect(serverSentEvents.write("null", event, 0)).toBe("retry: 5\n\n");
});

test.each<[string, StreamFormat, string]>([
  ["an array says nothing: it would look like an item", jsonArray, ""],
  ["lines say it in a line", ndjsonLines, '{"error":{"status": 500}}\n'],
  [
    "events say it in an event of its own",
    serverSentEvents,
    'event: error\ndata: {\ndata:   "status": 500\ndata: }\n\n',
  ],
])("of a failure %s", (_, format, text) => {
  expect(format.failure('{\n  "status": 500\n}')).toBe(text);
});
