import { describe, expect, test } from "vitest";
import { isFormType, readForm, readParts } from "../../src/core/form-reader.ts";
import type { Form } from "../../src/core/form.ts";
import { defaultFormLimits, type FormLimits } from "../../src/http/form-limits.ts";
import { parseMediaType } from "../../src/http/media-type.ts";
import { multipart, multipartType } from "./request-of.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const form = (type: string, body: string | Uint8Array, limits: Partial<FormLimits> = {}): Form =>
  readForm(parseMediaType(type), typeof body === "string" ? bytesOf(body) : body, {
    ...defaultFormLimits,
    ...limits,
  });
const urlencoded = "application/x-www-form-urlencoded";

test.each([
  [urlencoded, true],
  ["Multipart/Form-Data; boundary=a", true],
  ["multipart/mixed; boundary=a", false],
  ["application/json", false],
  ["multipart/form-data, text/plain", false],
])("%s is a form: %s", (type, isForm) => {
  expect(isFormType(parseMediaType(type))).toBe(isForm);
});

describe("a urlencoded form", () => {
  test.each([
    ["a=%C3%A9", [["a", "é"]]],
    ["a=é", [["a", "é"]]],
    ["a=%ff", [["a", "%FF"]]],
    ["?a=1", [["?a", "1"]]],
    ["", []],
    ["__proto__=1", [["__proto__", "1"]]],
  ])("%s", (body, fields) => {
    expect([...form(urlencoded, body)]).toEqual(fields);
    expect([...form(`${urlencoded}; charset=utf-8`, body)]).toEqual(fields);
  });

  test("that is not UTF-8 is 400", () => {
    expect(() => form(urlencoded, Uint8Array.of(0xff))).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });

  test("has as many fields as it may, and no more; its parts and sizes are not those of multipart", () => {
    const limits = { maxFields: 3, maxParts: 1, maxFieldBytes: 1 };
    expect([...form(urlencoded, "a=11&b=22&c=33", limits)]).toHaveLength(3);
    expect(() => form(urlencoded, "a=1&b=2&c=3&d=4", limits)).toThrow(
      expect.objectContaining({
        status: 413,
        cause: expect.objectContaining({ code: "form-too-many-fields" }),
      }),
    );
    expect(() => form(urlencoded, "&".repeat(1000))).toThrow(
      expect.objectContaining({ status: 413 }),
    );
  });
});

describe("a multipart form", () => {
  test("has its fields and files", async () => {
    const read = form(
      multipartType,
      multipart(
        ["a", "1"],
        ["f", "1.txt", "one"],
        ["f", "2.txt", "two"],
        ["__proto__", "x"],
        ["", "y"],
      ),
    );
    expect([...read]).toEqual([
      ["a", "1"],
      ["__proto__", "x"],
      ["", "y"],
    ]);
    const files = read.files("f");
    expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([
      ["1.txt", "text/plain", 3],
      ["2.txt", "text/plain", 3],
    ]);
    expect(await files[1]!.text()).toBe("two");
  });

  test("keeps the bytes and the names of files as they were sent", async () => {
    const body =
      '--B\r\nContent-Disposition: form-data; name="f"; filename="../../é.bin"\r\n\r\n\0\r\n--B--';
    const file = form(multipartType, body).file("f");
    expect([file.name, file.type]).toEqual(["../../é.bin", ""]);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(Uint8Array.of(0));
  });

  test("of no parts is empty", () => {
    expect([...form(multipartType, multipart())]).toEqual([]);
  });

  test("takes a quoted boundary", () => {
    expect(form('multipart/form-data; boundary="B"', multipart(["a", "1"])).get("a")).toBe("1");
  });

  test.each([
    ["no boundary", "multipart/form-data", multipart(["a", "1"])],
    ["garbage", multipartType, "this is not multipart"],
    ["nothing", multipartType, ""],
    ["half", multipartType, multipart(["a", "1"]).slice(0, -8)],
  ])("of %s is 400", (_, type, body) => {
    expect(() => form(type, body)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test("with a field that is no UTF-8 is 400", () => {
    const body = bytesOf(multipart(["a", "?"]));
    body[body.indexOf(0x3f)] = 0xff;
    expect(() => form(multipartType, body)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test("over a limit is 413", () => {
    expect(() => form(multipartType, multipart(["a", "12"]), { maxFieldBytes: 1 })).toThrow(
      expect.objectContaining({ status: 413 }),
    );
  });
});

describe("a form that arrives in parts", () => {
  const arriving = (
    body: string,
    pieceBytes: number,
  ): { stream: AsyncIterable<Uint8Array>; log: string[] } => {
    const log: string[] = [];
    const bytes = bytesOf(body);
    async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          log.push(`sent ${at}`);
          yield bytes.slice(at, at + pieceBytes);
        }
      } finally {
        log.push("stopped");
      }
    }
    return { stream: pieces(), log };
  };
  const parts = (stream: AsyncIterable<Uint8Array>): ReturnType<typeof readParts> =>
    readParts(parseMediaType(multipartType), () => stream, defaultFormLimits);

  test("gives each part before the next has come", async () => {
    const { stream, log } = arriving(
      multipart(["a", "x".repeat(1000)], ["b", "y".repeat(1000)]),
      100,
    );
    const reading = parts(stream);
    expect(log).toEqual([]);
    const first = await reading.next();
    expect((first.value as { name: string }).name).toBe("a");
    expect(log).toEqual(["sent 0"]);
    const second = await reading.next();
    expect((second.value as { name: string }).name).toBe("b");
    expect(log.length).toBeLessThan(14);
    await reading.return();
    expect(log.at(-1)).toBe("stopped");
  });

  test("waits for its reader", async () => {
    const { stream, log } = arriving(multipart(["a", "x".repeat(1000)]), 100);
    for await (const part of parts(stream)) {
      const content = part[Symbol.asyncIterator]();
      await content.next();
      const sent = log.length;
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      expect(log).toHaveLength(sent);
    }
  });

  test("stops the body when its reader stops", async () => {
    const { stream, log } = arriving(multipart(["a", "1"], ["b", "2"]), 10);
    for await (const part of parts(stream)) if (part.name === "a") break;
    expect(log.at(-1)).toBe("stopped");
  });

  test("that breaks off is 400, after the parts that came", async () => {
    const { stream } = arriving(multipart(["a", "1"], ["b", "2"]).slice(0, -10), 10);
    const names: string[] = [];
    const read = async (): Promise<void> => {
      for await (const part of parts(stream)) names.push(part.name);
    };
    await expect(read()).rejects.toMatchObject({ status: 400 });
    expect(names).toEqual(["a", "b"]);
  });

  test("a failure of the body is passed on", async () => {
    async function* failing(): AsyncGenerator<Uint8Array, void, undefined> {
      yield bytesOf(multipart(["a", "1"]).slice(0, 60));
      throw new RangeError("gone");
    }
    await expect(parts(failing()).next()).resolves.toMatchObject({ done: false });
    const reading = parts(failing());
    await reading.next();
    await expect(reading.next()).rejects.toThrow("gone");
  });

  test("is not begun for what is no such form", () => {
    const begun = (): never => expect.fail("begun");
    for (const type of [null, parseMediaType(urlencoded)]) {
      expect(() => readParts(type, begun, defaultFormLimits)).toThrow(
        expect.objectContaining({ status: 415 }),
      );
    }
    expect(() =>
      readParts(parseMediaType("multipart/form-data"), begun, defaultFormLimits),
    ).toThrow(expect.objectContaining({ status: 400 }));
  });
});
