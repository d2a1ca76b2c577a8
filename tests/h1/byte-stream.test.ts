import { expect, test } from "vitest";
import { ByteStream } from "../../src/h1/byte-stream.ts";
import { bytesOf, textOf } from "./peer.ts";

const kibibytes = (count: number): Uint8Array => new Uint8Array(count * 1024);

/** A stream, and how often its reader wanted more. */
function open(): { stream: ByteStream; wanted: () => number } {
  let wanted = 0;
  const stream = new ByteStream(() => void wanted++);
  return { stream, wanted: () => wanted };
}

async function read(stream: ByteStream): Promise<string | undefined> {
  const { value } = await stream.next();
  return value === undefined ? undefined : textOf(value);
}

test("what came before it was asked for is handed over in one piece", async () => {
  const { stream, wanted } = open();
  stream.add(bytesOf("he"));
  stream.add(bytesOf("llo"));
  expect(await read(stream)).toBe("hello");
  expect(wanted()).toBe(0);
});

test("whoever waits is given what comes, and says that it waits", async () => {
  const { stream, wanted } = open();
  const waiting = read(stream);
  await Promise.resolve();
  expect(wanted()).toBe(1);
  stream.add(bytesOf(""));
  stream.add(bytesOf("late"));
  expect(await waiting).toBe("late");
});

test("the end comes after the bytes", async () => {
  const { stream } = open();
  stream.add(bytesOf("last"));
  stream.end();
  stream.add(bytesOf("too late"));
  expect([await read(stream), await read(stream), await read(stream)]).toEqual([
    "last",
    undefined,
    undefined,
  ]);
});

test("whoever waits hears of the end", async () => {
  const { stream } = open();
  const waiting = read(stream);
  await Promise.resolve();
  stream.end();
  expect(await waiting).toBeUndefined();
});

test("a failure reaches the reader once, whether it waits or asks later, and ends the stream", async () => {
  const early = open().stream;
  early.add(bytesOf("lost"));
  early.fail(new Error("cut"));
  await expect(read(early)).rejects.toThrow("cut");
  expect(await read(early)).toBeUndefined();

  const late = open().stream;
  const waiting = read(late);
  await Promise.resolve();
  late.fail(new Error("cut"));
  await expect(waiting).rejects.toThrow("cut");
  expect(await read(late)).toBeUndefined();
});

test("nothing fails after the end", async () => {
  const { stream } = open();
  stream.end();
  stream.fail(new Error("late"));
  expect(await read(stream)).toBeUndefined();
});

test("64 KiB that nobody has taken are enough; taking them makes room", async () => {
  const { stream, wanted } = open();
  stream.add(kibibytes(63));
  expect(stream.full).toBe(false);
  stream.add(kibibytes(1));
  expect(stream.full).toBe(true);
  await stream.next();
  expect([stream.full, wanted()]).toEqual([false, 1]);
});

test("questions that are asked at once are answered in order", async () => {
  const { stream } = open();
  const answers = Promise.all([read(stream), read(stream), read(stream)]);
  for (const piece of ["a", "b"]) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    stream.add(bytesOf(piece));
  }
  stream.end();
  expect(await answers).toEqual(["a", "b", undefined]);
});

test("a reader who stops hears no more, and nothing is kept for it", async () => {
  const { stream } = open();
  stream.add(bytesOf("unread"));
  await stream.return();
  stream.add(bytesOf("more"));
  expect([stream.open, await read(stream)]).toEqual([false, undefined]);
});

test("a reader who stops while it waits is not left waiting", async () => {
  const { stream } = open();
  const waiting = read(stream);
  await Promise.resolve();
  await stream.return();
  expect(await waiting).toBeUndefined();
});
