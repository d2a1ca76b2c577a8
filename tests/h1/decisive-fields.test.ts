import { expect, test } from "vitest";
import { noFields, takeField, type DecisiveFields } from "../../src/h1/decisive-fields.ts";
import { bytesOf } from "./peer.ts";

function taken(...lines: string[]): DecisiveFields {
  const fields = noFields();
  for (const line of lines) {
    const bytes = bytesOf(`before${line}`);
    takeField(fields, bytes, 6, 6 + line.indexOf(":"), bytes.length);
  }
  return fields;
}

test.each<[string[], Partial<DecisiveFields>]>([
  [["Host: \t h \t"], { host: "h" }],
  [["HOST:"], { host: "" }],
  [["Content-Length: 1", "content-length:2"], { contentLength: ["1", "2"] }],
  [
    ["Transfer-Encoding: gzip", "TRANSFER-ENCODING: chunked"],
    { transferEncoding: ["gzip", "chunked"] },
  ],
  [["Connection: a", "Connection: b"], { connection: "a,b" }],
  [["Expect: 100-continue"], { expect: "100-continue" }],
])("%j decides", (lines, fields) => {
  expect(taken(...lines)).toEqual({ ...noFields(), ...fields });
});

test.each([
  "Hos\u0074s: h",
  "Hoso: h",
  "Xxxxxx: y",
  "Connectiom: close",
  "Content_Length: 1",
  "Transfer_Encoding: chunked",
])("%j decides nothing", (line) => {
  expect(taken(line)).toEqual(noFields());
});

test("two hosts are one too many, even if they agree", () => {
  expect(() => taken("Host: h", "Host: h")).toThrow(
    expect.objectContaining({ code: "host-repeated" }) as Error,
  );
});

test("a value that differs from the last in its case, its end or its length is itself", () => {
  for (const host of [
    "example.com",
    "example.org",
    "Example.org",
    "example.or",
    "",
    "example.org",
  ]) {
    expect(taken(`Host: ${host}`).host).toBe(host);
  }
  for (const connection of ["close", "Close", "keep-alive", "close"]) {
    expect(taken(`Connection: ${connection}`, "Connection: x").connection).toBe(`${connection},x`);
  }
});
