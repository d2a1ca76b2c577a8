import { describe, expect, test } from "vitest";
import { HeaderFields } from "../../src/http/headers.ts";
import { BodyError } from "../../src/gateway.ts";
import type { Request } from "../../src/core/request.ts";
import { multipart, multipartType, requestOf } from "./request-of.ts";

const json = (body: string | Uint8Array, contentType = "application/json"): Request =>
  requestOf({ method: "POST", headers: { "content-type": contentType }, body });

describe("a JSON body", () => {
  test.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json; charset=utf8",
    "application/json; profile=x",
    "application/problem+json",
    "application/vnd.api+json; charset=utf-8",
  ])("declared as %s is read", async (contentType) => {
    expect(await json('{"a":"ü"}', contentType).json()).toEqual({ a: "ü" });
  });

  test.each([
    "text/plain",
    "text/json",
    "application/jsonp",
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/json, text/plain",
    "application/json; charset",
    "text/plain; application/json",
    "json",
    "",
  ])("declared as %j is 415", async (contentType) => {
    await expect(json("{}", contentType).json()).rejects.toMatchObject({ status: 415 });
  });

  test("declared as nothing is 415, and says what to send", async () => {
    await expect(requestOf({ method: "POST", body: "{}" }).json()).rejects.toMatchObject({
      status: 415,
      detail: "the body must be JSON: send Content-Type: application/json",
    });
  });

  test.each(["iso-8859-1", "utf-16", "us-ascii"])("in charset %s is 415", async (charset) => {
    const request = json("{}", `application/json; charset=${charset}`);
    await expect(request.json()).rejects.toMatchObject({ status: 415 });
  });

  test.each(["gzip", "br", "identity, gzip"])("compressed by %s is 415", async (coding) => {
    const headers = { "content-type": "application/json", "content-encoding": coding };
    await expect(requestOf({ headers, body: "{}" }).json()).rejects.toMatchObject({
      status: 415,
      headers: new HeaderFields({ "accept-encoding": "identity" }),
    });
  });

  test("that says it is not compressed is read", async () => {
    const headers = { "content-type": "application/json", "content-encoding": "Identity" };
    expect(await requestOf({ headers, body: "[]" }).json()).toEqual([]);
  });

  test("that is empty is 400", async () => {
    await expect(json("").json()).rejects.toMatchObject({
      status: 400,
      detail: "the body is empty, but must be JSON",
      extra: { errors: [{ in: "body", pointer: "", line: 1, column: 1 }] },
    });
    const headers = { "content-type": "application/json" };
    await expect(requestOf({ headers }).json()).rejects.toMatchObject({ status: 400 });
  });

  test("that is malformed is 400 with line, column and pointer", async () => {
    const malformed = json('{\n  "users": [\n    { "id": 1 },\n    { "id": }\n  ]\n}').json();
    await expect(malformed).rejects.toMatchObject({
      status: 400,
      detail: expect.stringMatching(/^the body is not valid JSON: .+ at line 4, column 13$/),
      extra: { errors: [{ in: "body", line: 4, column: 13, pointer: "/users/1/id" }] },
    });
  });

  test.each([
    ["white space only", "  \n"],
    ["two values", "{} {}"],
    ["a single quote", "{'a':1}"],
    ["a trailing comma", "[1,]"],
    ["a literal that is none", "NaN"],
    ["a comment", "{} // a"],
  ])("of %s is 400", async (_, body) => {
    await expect(json(body).json()).rejects.toMatchObject({ status: 400 });
  });

  test("that is not UTF-8 is 400", async () => {
    const latin1 = new Uint8Array([0x22, 0xfc, 0x22]);
    await expect(json(latin1).json()).rejects.toMatchObject({ status: 400 });
  });

  test("cannot reach a prototype", async () => {
    const value = (await json('{"__proto__":{"admin":true}}').json()) as { admin?: boolean };
    expect(value.admin).toBeUndefined();
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe("a body as text and bytes", () => {
  test("whatever its type", async () => {
    const request = requestOf({ headers: { "content-type": "x/y" }, body: "ü" });
    expect(await request.text()).toBe("ü");
    expect(await request.bytes()).toEqual(new Uint8Array([0xc3, 0xbc]));
  });

  test("none is empty", async () => {
    expect(await requestOf({}).text()).toBe("");
    expect(await requestOf({}).bytes()).toEqual(new Uint8Array(0));
  });

  test("text that is not UTF-8 is 400", async () => {
    const request = requestOf({ body: new Uint8Array([0x61, 0xff]) });
    await expect(request.text()).rejects.toMatchObject({ status: 400 });
    expect(await request.bytes()).toEqual(new Uint8Array([0x61, 0xff]));
  });
});

describe("a form", () => {
  const form = (contentType: string, body: string): Request =>
    requestOf({ method: "POST", headers: { "content-type": contentType }, body });

  test("of fields", async () => {
    const fields = await form(
      "application/x-www-form-urlencoded",
      "name=sweety+rao&tag=a&tag=b&__proto__=x",
    ).form();
    expect([...fields]).toEqual([
      ["name", "sweety rao"],
      ["tag", "a"],
      ["tag", "b"],
      ["__proto__", "x"],
    ]);
  });

  test("with a file", async () => {
    const fields = await form(
      multipartType,
      multipart(["name", "sweety"], ["file", "a.txt", "hello"]),
    ).form();
    expect([...fields]).toEqual([["name", "sweety"]]);
    const file = fields.file("file");
    expect([file.name, file.type, file.size]).toEqual(["a.txt", "text/plain", 5]);
    expect(await file.text()).toBe("hello");
  });

  test("is read once", async () => {
    const request = form("application/x-www-form-urlencoded", "a=1");
    expect(await request.form()).toBe(await request.form());
  });

  test.each(["application/json", "text/plain", "multipart/mixed; boundary=b"])(
    "declared as %s is 415",
    async (contentType) => {
      await expect(form(contentType, "a=1").form()).rejects.toMatchObject({ status: 415 });
    },
  );

  test("declared as nothing is 415", async () => {
    await expect(requestOf({ body: "a=1" }).form()).rejects.toMatchObject({ status: 415 });
  });

  test("that is malformed is 400", async () => {
    const request = form("multipart/form-data", "no boundary anywhere");
    await expect(request.form()).rejects.toMatchObject({ status: 400 });
  });
});

describe("JSON, as its reader wants it", () => {
  const ofType = (contentType: string | null, body: string): Request =>
    requestOf({
      method: "POST",
      headers: contentType === null ? {} : { "content-type": contentType },
      body,
    });

  test("whatever it is declared as, with force", async () => {
    expect(await ofType("text/plain", "[1]").json({ force: true })).toEqual([1]);
    expect(await ofType(null, "[1]").json({ force: true })).toEqual([1]);
    expect(await ofType("application/json; charset=latin1", '"é"').json({ force: true })).toBe("é");
    await expect(ofType("text/plain", "{").json({ force: true })).rejects.toMatchObject({
      status: 400,
    });
    await expect(ofType(null, "").json({ force: true })).rejects.toMatchObject({ status: 400 });
  });

  test.each([
    ["another type", "text/plain", "{}"],
    ["no type", null, "{}"],
    ["another charset", "application/json; charset=latin1", "{}"],
    ["malformed", "application/json", "{"],
    ["empty", "application/json", ""],
  ])("undefined with silent, where it is none: %s", async (_, contentType, body) => {
    expect(await ofType(contentType, body).json({ silent: true })).toBeUndefined();
  });

  test("null with silent, where it is null", async () => {
    expect(await ofType("application/json", "null").json({ silent: true })).toBeNull();
  });

  test("both", async () => {
    expect(await ofType("text/plain", "[1]").json({ force: true, silent: true })).toEqual([1]);
    expect(await ofType("text/plain", "{").json({ force: true, silent: true })).toBeUndefined();
  });

  test("refused loudly after it was read silently", async () => {
    const request = ofType("application/json", "{");
    expect(await request.json({ silent: true })).toBeUndefined();
    await expect(request.json()).rejects.toMatchObject({ status: 400 });
  });

  test("refused by its type after it was read by force", async () => {
    const request = ofType("text/plain", "[1]");
    expect(await request.json({ force: true })).toEqual([1]);
    await expect(request.json()).rejects.toMatchObject({ status: 415 });
  });

  test("parsed once", async () => {
    const request = ofType("application/json", "{}");
    expect(await request.json()).toBe(await request.json());
  });

  test("never silent about a body that is too large", async () => {
    const tooLarge = new BodyError({ status: 413, code: "body-too-large", detail: "too large" });
    const request = requestOf({
      headers: { "content-type": "application/json" },
      incoming: { hasBody: true, readBody: () => Promise.reject(tooLarge) },
    });
    await expect(request.json({ silent: true, force: true })).rejects.toBe(tooLarge);
  });
});

test("text that is not UTF-8 can be had with replacement characters", async () => {
  const request = requestOf({ body: new Uint8Array([0x61, 0xff, 0xc3, 0xa9]) });
  expect(await request.text({ invalid: "replace" })).toBe("a\ufffdé");
  await expect(request.text()).rejects.toMatchObject({ status: 400 });
});

describe("values", () => {
  const values = async (sent: Parameters<typeof requestOf>[0]): Promise<unknown> => [
    ...(await requestOf({ target: "/?a=1", ...sent }).values()),
  ];
  const urlencoded = { "content-type": "application/x-www-form-urlencoded" };

  test("are those of the query, then those of the form", async () => {
    expect(await values({ method: "POST", headers: urlencoded, body: "a=2&b=3" })).toEqual([
      ["a", "1"],
      ["a", "2"],
      ["b", "3"],
    ]);
  });

  test("are those of the query alone for GET, and without a form", async () => {
    expect(await values({ headers: urlencoded, body: "a=2" })).toEqual([["a", "1"]]);
    expect(
      await values({ method: "POST", headers: { "content-type": "text/plain" }, body: "a=2" }),
    ).toEqual([["a", "1"]]);
  });

  test("are refused with the form", async () => {
    await expect(
      values({ method: "POST", headers: urlencoded, body: new Uint8Array([0xff]) }),
    ).rejects.toMatchObject({ status: 400 });
  });
});

describe("a body that arrives", () => {
  test("is streamed once, and then gone", async () => {
    const request = requestOf({ body: "hello", pieceBytes: 2 });
    const pieces = [];
    for await (const piece of request.stream()) pieces.push(new TextDecoder().decode(piece));
    expect(pieces).toEqual(["he", "ll", "o"]);
    await expect(request.bytes()).rejects.toThrow("[body-streamed]");
    expect(() => request.stream()).toThrow("[body-streamed]");
  });

  test("is given part by part", async () => {
    const request = requestOf({
      headers: { "content-type": multipartType },
      body: multipart(["a", "1"], ["f", "x.txt", "hello"], ["b", "2"]),
      pieceBytes: 3,
    });
    const seen = [];
    for await (const part of request.parts())
      seen.push([part.name, part.filename, await part.text()]);
    expect(seen).toEqual([
      ["a", null, "1"],
      ["f", "x.txt", "hello"],
      ["b", null, "2"],
    ]);
  });

  test("and is no form in parts is 415", () => {
    const request = requestOf({ headers: { "content-type": "application/json" }, body: "{}" });
    expect(() => request.parts()).toThrow(expect.objectContaining({ status: 415 }));
  });
});

test("a body can be read again and in other forms", async () => {
  const request = json('{"a":1}');
  expect(await request.text()).toBe('{"a":1}');
  expect(await request.json()).toEqual({ a: 1 });
  expect(await request.json()).toEqual({ a: 1 });
  expect(await request.bytes()).toHaveLength(7);
  await expect(request.form()).rejects.toMatchObject({ status: 415 });
  expect(await request.text()).toBe('{"a":1}');
});
