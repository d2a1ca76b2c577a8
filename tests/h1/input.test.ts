import { expect, test } from "vitest";
import { Input } from "../../src/h1/input.ts";
import { bytesOf, textOf } from "./peer.ts";

function recorded(): { input: Input; calls: string[] } {
  const calls: string[] = [];
  const input = new Input({
    scheme: "http",
    remoteAddress: "",
    write: () => true,
    writeBytes: () => true,
    end: () => {},
    destroy: () => {},
    pause: () => calls.push("pause"),
    resume: () => calls.push("resume"),
  });
  return { input, calls };
}

const rest = (input: Input): string => textOf(input.bytes.subarray(input.at));

test("bytes are held in order until they are consumed", () => {
  const { input } = recorded();
  input.add(bytesOf("abc"));
  input.consume(1);
  input.add(bytesOf("def"));
  expect([rest(input), input.held]).toEqual(["bcdef", 5]);
});

test("a read is not copied while nothing else is held, nor kept once it is consumed", () => {
  const { input } = recorded();
  const bytes = bytesOf("abc");
  input.add(bytes);
  expect(input.bytes).toBe(bytes);
  input.consume(3);
  expect([input.bytes.length, input.at, input.held]).toEqual([0, 0, 0]);
});

test("clear forgets everything", () => {
  const { input } = recorded();
  input.add(bytesOf("abc"));
  input.clear();
  expect(input.held).toBe(0);
});

test("the peer is paused once, when more than so much is held, and resumed once", () => {
  const { input, calls } = recorded();
  input.add(bytesOf("abc"));
  input.hold(3);
  expect(calls).toEqual([]);
  input.hold(2);
  input.hold(2);
  expect(calls).toEqual(["pause"]);
  expect([input.resume(), input.resume()]).toEqual([false, false]);
  expect(calls).toEqual(["pause", "resume"]);
});

test.each([
  ["GET", "GET"],
  ["\r\nGET", "GET"],
  ["\r\n\r\nGET", "GET"],
  ["\r\n", ""],
  ["\r\n\r", "\r"],
  ["\r", "\r"],
  ["\rGET", "\rGET"],
  ["\nGET", "\nGET"],
])("of %j, %j is left when empty lines are skipped", (text, left) => {
  const { input } = recorded();
  input.add(bytesOf(text));
  input.skipEmptyLines();
  expect(rest(input)).toBe(left);
});

test("what is handed on is never written over by what comes later", () => {
  const { input } = recorded();
  input.add(bytesOf("ab"));
  input.add(bytesOf("c"));
  const handedOn = input.bytes.subarray(0, 2);
  input.consume(2);
  for (const byte of "defghijklm") input.add(bytesOf(byte));
  expect([rest(input), textOf(handedOn)]).toEqual(["cdefghijklm", "ab"]);
});

test("a read that is larger than the room behind what is held fits all the same", () => {
  const { input } = recorded();
  input.add(bytesOf("ab"));
  input.add(bytesOf("c"));
  input.consume(1);
  input.add(bytesOf("d".repeat(1_000)));
  expect(rest(input)).toBe(`bc${"d".repeat(1_000)}`);
});
