import { describe, expect, test } from "vitest";
import { RequestBody } from "../../src/core/request-body.ts";
import { BodyError, type Incoming } from "../../src/gateway.ts";
import { incoming } from "./incoming.ts";

const bytes = new Uint8Array([1, 2, 3]);
const tooLarge = new BodyError({ status: 413, code: "body-too-large", detail: "too large" });

const bodyOf = (readBody: (maxBytes: number) => Uint8Array | Promise<Uint8Array>): RequestBody =>
  new RequestBody(incoming({ hasBody: true, readBody }), 10);

const streamed = (parts: Partial<Incoming>): RequestBody =>
  new RequestBody(incoming({ hasBody: true, ...parts }), 100);

async function collected(stream: AsyncIterable<Uint8Array>): Promise<readonly number[][]> {
  const pieces: number[][] = [];
  for await (const piece of stream) pieces.push([...piece]);
  return pieces;
}

describe("a body", () => {
  test("that is not there is empty, and nothing is read", () => {
    const readBody = (): never => {
      throw new Error("read without need");
    };
    expect(new RequestBody(incoming({ hasBody: false, readBody }), 10).bytes()).toHaveLength(0);
  });

  test("that has arrived is given at once", () => {
    expect(bodyOf(() => bytes).bytes()).toBe(bytes);
  });

  test("is read once, however often it is asked for, and up to its limit", async () => {
    const limits: number[] = [];
    const body = bodyOf(async (maxBytes) => {
      limits.push(maxBytes);
      return Promise.resolve(bytes);
    });
    expect(await Promise.all([body.bytes(), body.bytes()])).toEqual([bytes, bytes]);
    expect(limits).toEqual([10]);
  });

  test("that was waited for is given at once from then on", async () => {
    const body = bodyOf(async () => Promise.resolve(bytes));
    await body.bytes();
    expect(body.bytes()).toBe(bytes);
  });

  test.each([
    [
      "at once",
      (): never => {
        throw tooLarge;
      },
    ],
    ["later", async (): Promise<never> => Promise.reject(tooLarge)],
  ])("that cannot be read fails whenever it is asked for, %s", async (_, readBody) => {
    const body = bodyOf(readBody);
    await expect(body.bytes()).rejects.toBe(tooLarge);
    await expect(body.bytes()).rejects.toBe(tooLarge);
  });
});

describe("a stream of the body", () => {
  test("is the runtime's, within the limit", async () => {
    const body = streamed({
      async *streamBody(maxBytes) {
        yield Uint8Array.of(maxBytes);
        yield Uint8Array.of(1);
      },
    });
    expect(await collected(body.stream())).toEqual([[100], [1]]);
    expect(() => body.bytes()).toThrow("[body-streamed]");
    expect(() => body.stream()).toThrow("[body-streamed]");
  });

  test("of a body that was read is what was read, as often as it is asked for", async () => {
    const body = streamed({ readBody: () => Promise.resolve(bytes) });
    const reading = body.bytes();
    expect(await collected(body.stream())).toEqual([[1, 2, 3]]);
    await reading;
    expect(await collected(body.stream())).toEqual([[1, 2, 3]]);
  });

  test("of no body is empty", async () => {
    expect(await collected(streamed({ hasBody: false }).stream())).toEqual([]);
  });
});
