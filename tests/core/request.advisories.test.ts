// The classes of mistakes in reading requests for which other frameworks had to publish advisories.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { canonicalAddress } from "../../src/core/ip-networks.ts";
import { safeFileName } from "../../src/core/safe-file-name.ts";
import { hostTest } from "../../src/core/trusted-hosts.ts";
import { isAuthority } from "../../src/http/authority.ts";
import { parseHttpDate } from "../../src/http/date.ts";
import { defaultFormLimits } from "../../src/http/form-limits.ts";
import { parseForwarded, parseForwardedList } from "../../src/http/forwarded.ts";
import { MultipartParser } from "../../src/http/multipart-parser.ts";
import { multipart, multipartType, requestOf } from "./request-of.ts";

describe("a Content-Type is what it is to whoever asks: no check sees another type than the reader of the body", () => {
  test.each([
    "\tapplication/json",
    "application/json\t; charset=utf-8",
    "application/json; charset=utf-8\t",
    "application/json ;charset=utf-8",
    " application/json",
    "application/json\u00a0",
    "application/json garbage",
    "application/json; garbage",
    "application/json,text/plain",
    "text/plain,application/json",
    "APPLICATION/JSON",
    "application/json/x",
    "application/x+json",
    "application /json",
    "application/json;a=b;;",
    "multipart/form-data; boundary=B",
    "Multipart/Form-Data;boundary=B garbage",
    "application/x-www-form-urlencoded\0",
  ])("%j", async (contentType) => {
    await expectOneReading(contentType);
  });

  test("whatever it is made of", async () => {
    const unit = fc.constantFrom(
      "application/json",
      "text/plain",
      "multipart/form-data",
      "application/x-www-form-urlencoded",
      "+json",
      "/",
      ";",
      ",",
      " ",
      "\t",
      "=",
      '"',
      "\\",
      "charset",
      "utf-8",
      "boundary=B",
      "A",
    );
    await fc.assert(fc.asyncProperty(fc.string({ unit, maxLength: 8 }), expectOneReading), {
      numRuns: 500,
    });
  });

  async function expectOneReading(contentType: string): Promise<void> {
    const incoming = { headers: { get: () => contentType, getAll: () => [contentType] } as never };
    const request = requestOf({ body: "[]", incoming });
    const { mimetype, isJson } = request;
    const status = (error: { status: number }): number => error.status;
    const asJson = await request.json().then(() => 200, status);
    const asForm = await request.form().then(() => 200, status);
    if (!isJson) expect(asJson).toBe(415);
    if (asJson === 200) expect(mimetype).toMatch(/^application\/(?:json|.+\+json)$/);
    const isForm = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)$/.test(mimetype);
    expect(asForm === 415).toBe(!isForm);
  }
});

describe("names such as __proto__ are names, and reach no prototype", () => {
  const names = [
    "__proto__",
    "constructor",
    "prototype",
    "__proto__.polluted",
    "__proto__[polluted]",
  ];
  const everyone = {} as Record<string, unknown>;

  test.each(names)("%s", async (name) => {
    const app = new Hipflask();
    app.post("/echo/<constructor>", async (context) => {
      const { query, cookies, headers, params, json } = context;
      return {
        query,
        cookies,
        headers: headers.toJSON(),
        params,
        body: await json(),
        own: context["constructor"],
      };
    });
    app.post("/form", async ({ form }) => {
      const read = await form();
      return {
        fields: read,
        files: Object.fromEntries(read.allFiles.map(([field, { size }]) => [field, size])),
      };
    });
    const client = app.testClient();
    const encoded = encodeURIComponent(name);
    const isToken = !name.includes("[");
    const echo = await client.post(`/echo/x?${encoded}=polluted`, {
      headers: isToken ? { cookie: `${name}=polluted`, [name]: "polluted" } : {},
      json: JSON.parse(`{${JSON.stringify(name)}:{"polluted":true}}`) as unknown,
    });
    const text = await echo.text();
    expect(echo.status).toBe(200);
    expect(text).toContain(`"query":{${JSON.stringify(name)}:"polluted"}`);
    expect(text).toContain('"params":{"constructor":"x"}');
    expect(text).toContain('"own":"x"');
    if (isToken) expect(text).toContain(`"cookies":{${JSON.stringify(name)}:"polluted"}`);

    const form = {
      headers: { "content-type": multipartType },
      body: multipart([name, "polluted"], [name, "x", "1"]),
    };
    expect(await (await client.post("/form", form)).text()).toBe(
      `{"fields":{${JSON.stringify(name)}:"polluted"},"files":{${JSON.stringify(name)}:1}}`,
    );
    const urlencoded = {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `${encoded}=polluted`,
    };
    expect(await (await client.post("/form", urlencoded)).text()).toBe(
      `{"fields":{${JSON.stringify(name)}:"polluted"},"files":{}}`,
    );
    expect(everyone["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(everyone)).toBe(Object.prototype);
  });
});

describe("64 kB of the worst that anybody can write take no more than a moment", () => {
  const long = 64 * 1024;
  const fill = (unit: string): string => unit.repeat(Math.ceil(long / unit.length));
  const worst: readonly (readonly [string, string])[] = [
    ["commas", fill(",")],
    ["spaces", `a${fill(" ")}b`],
    ["tabs and commas", fill("\t,")],
    ["a quote and commas", `"${fill(",")}`],
    ["quotes", fill('"')],
    ["quoted commas", fill('",')],
    ["backslashes", `"${fill("\\")}`],
    ["semicolons", `a/b${fill(";")}`],
    ["parameters", `a/b${fill(";a=b")}`],
    ["open quotes", fill(';a="')],
    ["equals", fill("=")],
    ["types", fill("a/b,")],
    ["weights", fill("a/b;q=0.5,")],
    ["stars", fill("*/*,")],
    ["dashes", fill("a-")],
    ["ranges", `bytes=${fill("0-0,")}`],
    ["digits", `bytes=${fill("9")}-`],
    ["percent signs", fill("%")],
    ["bytes that are no UTF-8", fill("%ff")],
    ["ampersands", fill("&")],
    ["pairs", fill("a=b;")],
    ["brackets", fill("[")],
    ["colons", fill(":")],
    ["dots", fill(".")],
    ["base64", `Basic ${fill("YTpi")}`],
    ["letters", fill("a")],
  ];
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    accept: (text) =>
      requestOf({ headers: { accept: text } }).accept.best("a/b", "c/d", "application/json"),
    acceptLanguages: (text) =>
      requestOf({ headers: { "accept-language": text } }).acceptLanguages.best("a", "b"),
    acceptEncodings: (text) =>
      requestOf({ headers: { "accept-encoding": text } }).acceptEncodings.best("a", "b"),
    authorization: (text) => requestOf({ headers: { authorization: text } }).authorization,
    digest: (text) => requestOf({ headers: { authorization: `Digest ${text}` } }).authorization,
    cookies: (text) => requestOf({ headers: { cookie: text } }).cookies,
    cookieValues: (text) => requestOf({ headers: { cookie: text } }).cookieValues("a"),
    mimetype: (text) => requestOf({ headers: { "content-type": text } }).mimetype,
    boundary: (text) =>
      requestOf({ headers: { "content-type": `multipart/form-data; boundary=${text}` } }).mimetype,
    ifNoneMatch: (text) => requestOf({ headers: { "if-none-match": text } }).ifNoneMatch,
    ifRange: (text) => requestOf({ headers: { "if-range": text } }).ifRange,
    range: (text) => requestOf({ headers: { range: text } }).range,
    date: (text) => parseHttpDate(text),
    forwarded: (text) => parseForwarded(text),
    forwardedFor: (text) => parseForwardedList(text).map((address) => canonicalAddress(address)),
    authority: (text) => isAuthority(text),
    trustedHosts: (text) => hostTest(["a", ".b"])(text),
    query: (text) => [...requestOf({ target: `/?${text}` }).query],
    url: (text) => requestOf({ target: `/${encodeURI(text)}` }).url,
    fileName: (text) => safeFileName(text),
    partHead: (text) =>
      multipartOf(`--B\r\nContent-Disposition: form-data; name=${text}\r\n\r\n\r\n--B--`),
    content: (text) => multipartOf(multipart(["a", text])),
  };

  function multipartOf(form: string): unknown {
    const parser = new MultipartParser("B", { ...defaultFormLimits, maxHeaderBytes: 1024 * 1024 });
    return parser.push(new TextEncoder().encode(form));
  }

  // Quadratic work on 64 kB is 4,000,000,000 steps: many seconds. Linear work is a millisecond.
  test.each(Object.entries(readers))("%s", (_, read) => {
    for (const [, text] of worst) {
      const start = performance.now();
      try {
        read(text);
      } catch (error) {
        expect(error).toMatchObject({ status: expect.any(Number) as number });
      }
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});

describe("a multipart form cannot make a server work or hold more than its size", () => {
  const parse = (form: string, pieceBytes: number): void => {
    const bytes = new TextEncoder().encode(form);
    const parser = new MultipartParser("B", defaultFormLimits);
    for (let at = 0; at < bytes.length; at += pieceBytes)
      parser.push(bytes.slice(at, at + pieceBytes));
  };

  test.each([
    ["carriage returns", multipart(["f", "x", "\r".repeat(500_000)])],
    ["line breaks", multipart(["f", "x", "\r\n".repeat(250_000)])],
    ["beginnings of boundaries", multipart(["f", "x", "\r\n--".repeat(125_000)])],
    ["empty parts", multipart(...Array.from({ length: 1000 }, () => ["", ""]))],
  ])("made of %s", (_, form) => {
    const start = performance.now();
    for (const pieceBytes of [1_000_000, 64, 5]) parse(form, pieceBytes);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test("made of more parts than it may have is refused at the first too many", () => {
    const form = multipart(...Array.from({ length: 1001 }, () => ["a", ""])).slice(0, -7);
    expect(() => parse(form, 1000)).toThrow(
      expect.objectContaining({ code: "form-too-many-parts" }),
    );
  });
});
