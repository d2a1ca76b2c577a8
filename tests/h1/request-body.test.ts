import { expect, test } from "vitest";
import type { BodyFraming } from "../../src/h1/body-framing.ts";
import { Input } from "../../src/h1/input.ts";
import { defaultLimits } from "../../src/h1/limits.ts";
import { RequestBody } from "../../src/h1/request-body.ts";
import { Peer, bytesOf, textOf } from "./peer.ts";

const length = (bytes: number): BodyFraming => ({ kind: "length", bytes });
const chunked: BodyFraming = { kind: "chunked" };

const bodyOf = (framing: BodyFraming, expectsContinue = false): RequestBody =>
  new RequestBody({ framing, expectsContinue }, defaultLimits);

function inputOf(text: string): Input {
  const input = new Input(new Peer());
  if (text !== "") input.add(bytesOf(text));
  return input;
}

const read = (body: RequestBody, input: Input, maxBytes = 100): string | null => {
  const bytes = body.read(input, maxBytes);
  return bytes === null ? null : textOf(bytes);
};

test.each<[string, BodyFraming, string, string]>([
  ["a length", length(5), "helloGET", "hello"],
  ["no length", length(0), "GET", ""],
  ["chunks", chunked, "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\nGET", "hello"],
  ["no chunks", chunked, "0\r\n\r\nGET", ""],
])("a body of %s that is there is read at once, and not a byte more", (_, framing, text, whole) => {
  const input = inputOf(text);
  expect(read(bodyOf(framing), input)).toBe(whole);
  expect(textOf(input.bytes.subarray(input.at))).toBe("GET");
});

test("a body that is still coming is promised, and kept in order", async () => {
  const body = bodyOf(length(10));
  expect(read(body, inputOf("hel"))).toBe(null);
  const rest = body.rest();
  expect(body.wanted).toBe(true);
  body.take(inputOf("lo, "));
  body.take(inputOf("you"));
  expect(body.complete).toBe(true);
  body.settle();
  expect(textOf(await rest)).toBe("hello, you");
  expect(body.wanted).toBe(false);
});

test.each<[string, BodyFraming, string]>([
  ["a length", length(4), "four"],
  ["chunks", chunked, "4\r\nfour\r\n0\r\n\r\n"],
])("%s at the limit is read, beyond it the body is broken", (_, framing, text) => {
  expect(read(bodyOf(framing), inputOf(text), 4)).toBe("four");
  const body = bodyOf(framing);
  expect(() => read(body, inputOf(text), 3)).toThrow(
    expect.objectContaining({ name: "BodyError", code: "body-too-large", status: 413 }) as Error,
  );
  expect([body.broken, body.canBeSkipped(1_000)]).toEqual([true, false]);
});

test("malformed chunks break the body", () => {
  const body = bodyOf(chunked);
  expect(() => read(body, inputOf("x"))).toThrow(
    expect.objectContaining({ name: "BodyError", code: "chunk-size" }) as Error,
  );
  expect(body.canBeSkipped(1_000)).toBe(false);
});

test("whoever waits for a body that breaks is told why", async () => {
  const body = bodyOf(length(5));
  body.read(inputOf("he"), 5);
  const rest = body.rest();
  body.break("request-timeout");
  await expect(rest).rejects.toMatchObject({ name: "BodyError", status: 408 });
  expect([body.broken, body.wanted]).toEqual([true, false]);
});

test.each<[string, RequestBody, boolean]>([
  ["as long as the limit", bodyOf(length(10)), true],
  ["longer than the limit", bodyOf(length(11)), false],
  ["in chunks", bodyOf(chunked), true],
  ["empty", bodyOf(length(0)), true],
  ["that waits for 100 Continue", bodyOf(length(1), true), false],
  ["empty, although it waits for 100 Continue", bodyOf(length(0), true), true],
])("a body %s can be skipped: %3$s", (_, body, canBeSkipped) => {
  expect(body.canBeSkipped(10)).toBe(canBeSkipped);
});

test("the first byte of a body shows that it does not wait for 100 Continue", () => {
  const body = bodyOf(length(2), true);
  expect(body.awaitsContinue).toBe(true);
  body.take(inputOf("h"));
  expect(body.awaitsContinue).toBe(false);
});

test("a body that is dropped is counted up to its limit", () => {
  const body = bodyOf(chunked);
  body.take(inputOf("2\r\nhe\r\n"));
  body.discard(3);
  body.take(inputOf("3\r\nllo\r\n"));
  expect(() => body.take(inputOf("1\r\n!\r\n"))).toThrow("body-too-large");
});

test("whoever still waits for a body that is dropped is told that it stays incomplete", async () => {
  const body = bodyOf(length(5));
  body.read(inputOf("he"), 5);
  const rest = body.rest();
  body.discard(10);
  body.take(inputOf("llo"));
  await expect(rest).rejects.toMatchObject({ code: "body-incomplete" });
  expect([body.complete, body.wanted]).toEqual([true, false]);
});
