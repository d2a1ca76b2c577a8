import { describe, expect, test } from "vitest";
import { FormPart, withFormFailures } from "../../src/core/form-part.ts";
import { FormError } from "../../src/http/form-error.ts";

const headers = new Map([["x-a", "1"]]);

const partOf = (...pieces: readonly string[]): FormPart => {
  const left = pieces.map((text) => new TextEncoder().encode(text));
  return new FormPart({ name: "a", filename: "x.txt", contentType: "text/plain", headers }, () =>
    Promise.resolve(left.shift() ?? null),
  );
};

test("a part says what it is", () => {
  const part = partOf();
  expect([part.name, part.filename, part.contentType, part.isFile]).toEqual([
    "a",
    "x.txt",
    "text/plain",
    true,
  ]);
  expect(part.headers.get("x-a")).toBe("1");
});

describe("its content", () => {
  test("comes in pieces", async () => {
    const pieces = [];
    for await (const piece of partOf("ab", "c")) pieces.push(piece.length);
    expect(pieces).toEqual([2, 1]);
  });

  test("is had whole, as bytes or as text", async () => {
    expect(await partOf("ab", "c").bytes()).toEqual(Uint8Array.of(0x61, 0x62, 0x63));
    expect(await partOf("é", "").text()).toBe("é");
    expect(await partOf().text()).toBe("");
  });

  test("that is no UTF-8 is no text", async () => {
    const left = [Uint8Array.of(0xff)];
    const part = new FormPart({ name: "a", filename: null, contentType: null, headers }, () =>
      Promise.resolve(left.shift() ?? null),
    );
    await expect(part.text()).rejects.toMatchObject({ status: 400 });
  });

  test("is read once", async () => {
    const part = partOf("a");
    await part.text();
    await expect(part.text()).rejects.toThrow("[part-read]");
    expect(() => part[Symbol.asyncIterator]()).toThrow("[part-read]");
  });

  test("is gone once it was passed over", async () => {
    const part = partOf("a", "b");
    await part.skip();
    await expect(part.bytes()).rejects.toThrow("[part-read]");
  });

  test("is never given in part, as if it were whole, to who reads on after it was passed over", async () => {
    const part = partOf("a", "b", "c");
    const content = part[Symbol.asyncIterator]();
    expect((await content.next()).value).toHaveLength(1);
    await part.skip();
    await expect(content.next()).rejects.toThrow("[part-read]");
  });

  test("can be left in the middle and passed over", async () => {
    const part = partOf("a", "b");
    for await (const _ of part) break;
    await expect(part.skip()).resolves.toBeUndefined();
  });
});

test("a refused form is told to the client, any other failure is passed on", () => {
  const refuse = (error: Error) => () =>
    withFormFailures(() => {
      throw error;
    });
  expect(refuse(new FormError("form-too-many-parts"))).toThrow(
    expect.objectContaining({
      status: 413,
      cause: expect.objectContaining({ code: "form-too-many-parts" }),
    }),
  );
  expect(refuse(new RangeError("mine"))).toThrow(RangeError);
  expect(withFormFailures(() => 1)).toBe(1);
});
