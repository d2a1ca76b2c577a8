import { describe, expect, test } from "vitest";
import {
  ServerSentEvent,
  formatEvent,
  heartbeat,
  lastEventId,
  type EventInit,
} from "../../src/core/server-sent-event.ts";

test.each<[string, string | undefined, EventInit | undefined, string]>([
  ["data alone", '{"id":1}', undefined, 'data: {"id":1}\n\n'],
  ["a name", "1", { event: "user" }, "event: user\ndata: 1\n\n"],
  ["an id", "1", { id: "7" }, "id: 7\ndata: 1\n\n"],
  ["an empty id, which forgets the last", "1", { id: "" }, "id: \ndata: 1\n\n"],
  ["an id that begins with a space", "1", { id: " 7" }, "id:  7\ndata: 1\n\n"],
  ["a time to retry", "1", { retryMs: 3000 }, "retry: 3000\ndata: 1\n\n"],
  ["no time to retry", "1", { retryMs: 0 }, "retry: 0\ndata: 1\n\n"],
  [
    "everything",
    "1",
    { event: "user", id: "7", retryMs: 5 },
    "event: user\nid: 7\nretry: 5\ndata: 1\n\n",
  ],
  ["no data", undefined, { retryMs: 5 }, "retry: 5\n\n"],
  ["lines", "[\n  1\n]", undefined, "data: [\ndata:   1\ndata: ]\n\n"],
  ["every kind of line break", "a\rb\r\nc\nd", undefined, "data: a\ndata: b\ndata: c\ndata: d\n\n"],
  ["empty text", "", undefined, "data: \n\n"],
])("an event with %s", (_, data, init, text) => {
  expect(formatEvent(data, init && new ServerSentEvent(null, init))).toBe(text);
});

describe("a field that would begin another is refused", () => {
  test.each(["event", "id"] as const)("%s", (name) => {
    for (const value of ["a\nb", "a\rb", "a\r\ndata: forged", "a\0", "\n"]) {
      expect(() => new ServerSentEvent(1, { [name]: value })).toThrow(
        `as the ${name} of an event: it must be text without line breaks and NUL`,
      );
    }
  });

  test("what is no text is refused too", () => {
    expect(() => new ServerSentEvent(1, { id: 7 as never })).toThrow("[event-field]");
  });

  test("a separator of Unicode is no line break here", () => {
    expect(new ServerSentEvent(1, { id: "a\u2028b\u0085" }).id).toBe("a\u2028b\u0085");
  });
});

test.each([-1, 1.5, Number.NaN, Infinity, 2 ** 53, "3" as never, "5\ndata: x" as never])(
  "%s is no time to retry",
  (retryMs) => {
    expect(() => new ServerSentEvent(1, { retryMs })).toThrow("[event-field]");
  },
);

test("a heartbeat is a comment, which is no event", () => {
  expect(heartbeat).toBe(":\n\n");
});

test.each([
  [null, null],
  ["7", "7"],
  ["", ""],
  ["\xc3\xbc7", "ü7"],
  ["\xf0\x9f\x98\x80", "\u{1f600}"],
  ["\xfc7", "\xfc7"],
])("the field %j is the id %j", (field, id) => {
  expect(lastEventId(field)).toBe(id);
});
