import { describe, expect, test } from "vitest";
import { defaultFormLimits } from "../../src/http/form-limits.ts";
import { decodeUTF8, parsePartHead, type PartHead } from "../../src/http/part-head.ts";

const head = (...lines: readonly string[]): PartHead =>
  parsePartHead(new TextEncoder().encode(lines.join("\r\n")), defaultFormLimits);
const disposition = (parameters: string): PartHead =>
  head(`Content-Disposition: form-data; ${parameters}`);

describe("a field", () => {
  test.each([
    ['name="a"', "a"],
    ["name=a", "a"],
    ['name=""', ""],
    ['NAME="a"', "a"],
    ['name="é☃"', "é☃"],
    ['name="__proto__"', "__proto__"],
    ['name="a;b=c"', "a;b=c"],
    ['name="a\\"b"', 'a"b'],
    ['name="a\\\\"', "a\\"],
    ['name="a%22b%0D%0Ac%20"', 'a"b\r\nc%20'],
    ['name="a" ; x=y;', "a"],
  ])("%s", (parameters, name) => {
    expect(disposition(parameters)).toMatchObject({ name, filename: null, contentType: null });
  });

  test("with a type and other headers", () => {
    const parsed = head(
      'content-disposition:form-data;name="a"',
      "Content-Type:\ttext/plain; charset=utf-8 ",
      "X-Other: 1",
      "__proto__: 2",
    );
    expect(parsed.contentType).toBe("text/plain; charset=utf-8");
    expect(parsed.headers.get("x-other")).toBe("1");
    expect(parsed.headers.get("__proto__")).toBe("2");
  });
});

describe("a file", () => {
  test.each([
    ['filename="x.txt"', "x.txt"],
    ['filename=""', ""],
    ['filename="../../etc/passwd"', "../../etc/passwd"],
    ['filename="C:\\dir\\x.txt"', "C:\\dir\\x.txt"],
    ['filename="a\\"b.txt"', 'a"b.txt'],
    ['filename="é☃.txt"', "é☃.txt"],
    ["filename*=UTF-8''%C3%A9.txt", "é.txt"],
    ["filename*=utf-8'en'a%20b", "a b"],
    ["filename*=\"UTF-8''a%20b\"", "a b"],
    ["filename=plain.txt; filename*=UTF-8''%E2%98%83", "☃"],
  ])("%s", (parameters, filename) => {
    expect(disposition(`name="f"; ${parameters}`)).toMatchObject({ name: "f", filename });
  });
});

describe("refused", () => {
  test.each([
    ["nothing at all", "form-disposition", []],
    ["no disposition", "form-disposition", ["Content-Type: text/plain"]],
    ["another disposition", "form-disposition", ['Content-Disposition: attachment; name="a"']],
    ["one that only begins so", "form-disposition", ['Content-Disposition: form-datax; name="a"']],
    ["no name", "form-disposition", ["Content-Disposition: form-data"]],
    ["a name twice", "form-disposition", ["Content-Disposition: form-data; name=a; name=b"]],
    [
      "a filename twice",
      "form-disposition",
      ["Content-Disposition: form-data; name=a; filename=b; FileName=c"],
    ],
    ["an open quote", "form-disposition", ['Content-Disposition: form-data; name="a']],
    ["text after a quote", "form-disposition", ['Content-Disposition: form-data; name="a"b']],
    ["no value", "form-disposition", ["Content-Disposition: form-data; name=a; b"]],
    [
      "a charset that nobody uses",
      "form-disposition",
      ["Content-Disposition: form-data; name=a; filename*=latin1''a"],
    ],
    [
      "filename* that is no UTF-8",
      "form-disposition",
      ["Content-Disposition: form-data; name=a; filename*=UTF-8''%ff"],
    ],
    ["a line without a colon", "form-part-head", ["Content-Disposition"]],
    ["a folded line", "form-part-head", ["Content-Disposition: form-data;", ' name="a"']],
    ["white space before the colon", "form-part-head", ["Content-Disposition : form-data; name=a"]],
    ["a bare line feed", "form-part-head", ["Content-Disposition: form-data; name=a\nX: y"]],
    ["a NUL", "form-part-head", ['Content-Disposition: form-data; name="a\0"']],
    [
      "a header twice",
      "form-part-head",
      ["Content-Disposition: form-data; name=a", "content-disposition: form-data; name=b"],
    ],
    [
      "parts within",
      "form-nested",
      ["Content-Disposition: form-data; name=a", "Content-Type: Multipart/Mixed; boundary=c"],
    ],
    [
      "base64",
      "form-transfer-encoding",
      ["Content-Disposition: form-data; name=a", "Content-Transfer-Encoding: BASE64"],
    ],
    [
      "a long name",
      "form-name-too-long",
      [`Content-Disposition: form-data; name=${"a".repeat(1025)}`],
    ],
  ] as const)("%s: %s", (_, code, lines) => {
    expect(() => head(...lines)).toThrow(expect.objectContaining({ code }));
  });

  test("what is not UTF-8", () => {
    expect(() => parsePartHead(Uint8Array.of(0x61, 0xff), defaultFormLimits)).toThrow(
      expect.objectContaining({ code: "form-encoding", status: 400 }),
    );
    expect(() => decodeUTF8(Uint8Array.of(0xff))).toThrow(expect.objectContaining({ status: 400 }));
  });
});

test("transfer codings that change nothing are taken", () => {
  const lines = ["Content-Disposition: form-data; name=a", "Content-Transfer-Encoding: 8bit"];
  expect(head(...lines).name).toBe("a");
});

test("the length of a name counts in bytes", () => {
  expect(disposition(`name="${"é".repeat(512)}"`).name).toHaveLength(512);
  expect(() => disposition(`name="${"é".repeat(513)}"`)).toThrow("form-name-too-long");
});
