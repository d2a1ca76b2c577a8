import { describe, expect, test } from "vitest";
import { AnswerReader } from "../../../bench/client/answer-reader.ts";

const answer = (body: string, status = "200 OK"): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** How many answers a reader of `bodies` counts when the texts come one after the other. */
function counted(bodies: readonly string[], texts: readonly string[]): number {
  let count = 0;
  const reader = new AnswerReader(
    bodies.map((body) => Buffer.from(body)),
    () => count++,
  );
  for (const text of texts) {
    const bytes = Buffer.from(text);
    reader.take(bytes, bytes.length);
  }
  return count;
}

describe("answers are counted once each", () => {
  test("one after the other", () => {
    expect(counted(["a"], [answer("a"), answer("a")])).toBe(2);
  });

  test("several at once", () => {
    expect(counted(["a"], [answer("a").repeat(16)])).toBe(16);
  });

  test("byte by byte, with different bodies in turn", () => {
    expect(counted(["a", "bcd"], [...(answer("a") + answer("bcd")).repeat(3)])).toBe(6);
  });

  test("cut anywhere, whatever else comes along", () => {
    const text = (answer("a") + answer("bcd")).repeat(3);
    const counts = Array.from({ length: text.length }, (_, at) =>
      counted(["a", "bcd"], [text.slice(0, at), text.slice(at)]),
    );
    expect(new Set(counts)).toEqual(new Set([6]));
  });

  test("not before the last byte", () => {
    expect(counted(["abc"], [answer("abc"), answer("abc").slice(0, -1)])).toBe(1);
  });
});

describe("what is not the answer that is due ends the measurement", () => {
  test.each([
    ["another body", [answer("a"), answer("b")]],
    ["another status", [answer("a", "500 Internal Server Error")]],
    ["the right body in the wrong place", [answer("a"), answer("a"), answer("c")]],
    ["a first answer that is longer than it should be", [answer("xa")]],
    ["an answer without a length", ["HTTP/1.1 200 OK\r\n\r\na"]],
  ])("%s", (_, texts) => {
    expect(() => counted(["a"], texts)).toThrow(/answer/);
  });
});
