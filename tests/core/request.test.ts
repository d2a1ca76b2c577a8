import { describe, expect, test } from "vitest";
import { RequestBody } from "../../src/core/request-body.ts";
import { Request } from "../../src/core/request.ts";
import { HeaderFields, type HeaderFieldsInit } from "../../src/http/headers.ts";
import { JSONProvider } from "../../src/json/provider.ts";
import { incoming } from "./incoming.ts";

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly authority?: string;
  readonly headers?: HeaderFieldsInit;
  readonly body?: string | Uint8Array;
}

const encoder = new TextEncoder();

const requestOf = (sent: Sent): Request => {
  const bytes = typeof sent.body === "string" ? encoder.encode(sent.body) : sent.body;
  const sentIncoming = incoming({
    method: sent.method ?? "GET",
    target: sent.target ?? "/",
    authority: sent.authority ?? "example.com:8080",
    headers: new HeaderFields(sent.headers),
    remoteAddress: "192.0.2.7",
    hasBody: bytes !== undefined,
    readBody: () => bytes ?? new Uint8Array(0),
  });
  return new Request(sentIncoming, new JSONProvider(), new RequestBody(sentIncoming, 1_000));
};

const json = (body: string | Uint8Array, contentType = "application/json"): Request =>
  requestOf({ method: "POST", headers: { "content-type": contentType }, body });

describe("what a request says of itself", () => {
  const request = requestOf({ method: "PATCH", target: "/a%2Fb/c?x=1&x=2&y=a+b%20c&z" });

  test("its method, its path as sent, its peer", () => {
    expect(request.method).toBe("PATCH");
    expect(request.path).toBe("/a%2Fb/c");
    expect(request.remoteAddress).toBe("192.0.2.7");
  });

  test("its query, decoded, with repeated names", () => {
    expect(request.query.getAll("x")).toEqual(["1", "2"]);
    expect(request.query.get("y")).toBe("a b c");
    expect(request.query.get("z")).toBe("");
    expect(request.query.get("missing")).toBeNull();
  });

  test("its URL", () => {
    expect(request.url.href).toBe("http://example.com:8080/a%2Fb/c?x=1&x=2&y=a+b%20c&z");
  });

  test("each part is made once", () => {
    expect(request.query).toBe(request.query);
    expect(request.url).toBe(request.url);
    expect(request.cookies).toBe(request.cookies);
  });

  test("no query is an empty one", () => {
    expect([...requestOf({ target: "/a" }).query]).toEqual([]);
    expect([...requestOf({ target: "/a?" }).query]).toEqual([]);
  });

  test("a name like __proto__ in a query is a name like any other", () => {
    const { query } = requestOf({ target: "/?__proto__=1&constructor=2" });
    expect(Object.fromEntries(query)).toEqual(
      Object.fromEntries([
        ["__proto__", "1"],
        ["constructor", "2"],
      ]),
    );
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });
});

describe("the URL", () => {
  test.each([
    ["//evil.example/a", "http://example.com:8080//evil.example/a"],
    ["/\\evil", "http://example.com:8080//evil"],
    ["/@evil.example", "http://example.com:8080/@evil.example"],
    ["*", "http://example.com:8080/"],
  ])("of target %s stays on the host asked for", (target, href) => {
    expect(requestOf({ target }).url.href).toBe(href);
  });

  test("without a host is that of localhost", () => {
    expect(requestOf({ authority: "" }).url.href).toBe("http://localhost/");
  });

  test.each(["1.2.3.999", "[::zz]", "a%00b", "a%2fb"])(
    "of host %s, which is none, is the client's mistake",
    (authority) => {
      const request = requestOf({ authority });
      expect(() => request.url).toThrow(expect.objectContaining({ status: 400 }));
    },
  );
});

describe("cookies", () => {
  const cookiesOf = (cookie: string | readonly string[]): Record<string, unknown> => ({
    ...requestOf({ headers: { cookie } }).cookies,
  });

  test.each([
    ["a=1; b=2", { a: "1", b: "2" }],
    ["a=1; a=2", { a: "1" }],
    ["a=x%20y", { a: "x y" }],
    ["a=100%", { a: "100%" }],
    ["a=b=c", { a: "b=c" }],
    ["nonsense", {}],
    ["", {}],
  ])("%s", (header, expected) => {
    expect(cookiesOf(header)).toEqual(expected);
  });

  test("none are sent: none are there", () => {
    expect(Object.keys(requestOf({}).cookies)).toEqual([]);
    expect(requestOf({}).cookies["toString"]).toBeUndefined();
  });

  test("a cookie named __proto__ is a cookie like any other", () => {
    const { cookies } = requestOf({ headers: { cookie: "__proto__=1; a=2" } });
    expect(cookies["__proto__"]).toBe("1");
    expect(Object.keys(cookies)).toEqual(["__proto__", "a"]);
  });
});

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
      headers: { "accept-encoding": "identity" },
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
    const body =
      '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nsweety\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n' +
      "Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n";
    const fields = await form("multipart/form-data; boundary=b", body).form();
    expect(fields.get("name")).toBe("sweety");
    const file = fields.get("file") as unknown as { name: string; text(): Promise<string> };
    expect(file.name).toBe("a.txt");
    expect(await file.text()).toBe("hello");
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

test("a body can be read again and in other forms", async () => {
  const request = json('{"a":1}');
  expect(await request.text()).toBe('{"a":1}');
  expect(await request.json()).toEqual({ a: 1 });
  expect(await request.json()).toEqual({ a: 1 });
  expect(await request.bytes()).toHaveLength(7);
  await expect(request.form()).rejects.toMatchObject({ status: 415 });
  expect(await request.text()).toBe('{"a":1}');
});
