import { describe, expect, test } from "vitest";
import type { FileContent } from "../../src/core/file-content.ts";
import { FileResponse, type FileResponseInit } from "../../src/core/file-response.ts";
import { HeaderFields } from "../../src/http/headers.ts";

/** A content that notes what was opened of it. */
function notedContent(text: string): FileContent & { readonly opened: string[] } {
  const bytes = new TextEncoder().encode(text);
  const opened: string[] = [];
  return {
    length: bytes.length,
    opened,
    open(range) {
      opened.push(range === null ? "all" : `${range.first}-${range.last}`);
      return range === null ? bytes : bytes.subarray(range.first, range.last + 1);
    },
  };
}

function fileResponse(content: FileContent, init: Partial<FileResponseInit> = {}): FileResponse {
  return new FileResponse(content, {
    mimetype: "text/plain",
    headers: new HeaderFields({ etag: '"v1"' }),
    conditional: true,
    forms: [],
    ...init,
  });
}

const request = (method: string, headers: Record<string, string> = {}) => ({
  method,
  headers: new HeaderFields(headers),
});

describe("only as much is opened as is sent", () => {
  test.each<[string, Record<string, string>, number, string[]]>([
    ["GET", {}, 200, ["all"]],
    ["HEAD", {}, 200, []],
    ["GET", { range: "bytes=1-2" }, 206, ["1-2"]],
    ["HEAD", { range: "bytes=1-2" }, 200, []],
    ["GET", { "if-none-match": '"v1"' }, 304, []],
  ])("%s with %j", (method, headers, status, opened) => {
    const content = notedContent("abcdef");
    expect(fileResponse(content).outgoing(request(method, headers)).status).toBe(status);
    expect(content.opened).toEqual(opened);
  });

  test.each<[Record<string, string>, number]>([
    [{ "if-match": '"v2"' }, 412],
    [{ range: "bytes=9-" }, 416],
  ])("of a refusal, nothing: %j is %i", (headers, status) => {
    const content = notedContent("abcdef");
    expect(() => fileResponse(content).outgoing(request("GET", headers))).toThrow(
      expect.objectContaining({ status }),
    );
    expect(content.opened).toEqual([]);
  });
});

test("an answer to HEAD has the length of what it leaves out", () => {
  const { body, contentLength } = fileResponse(notedContent("abc")).outgoing(request("HEAD"));
  expect([body, contentLength]).toEqual([null, 3]);
});

describe("a form that the client takes", () => {
  const forms = [{ coding: "br", content: notedContent("BR") }] as const;

  test("is sent instead, as another version of the same", () => {
    const response = fileResponse(notedContent("plain"), { forms });
    const { body, headers } = response.outgoing(request("GET", { "accept-encoding": "br" }));
    expect(new TextDecoder().decode(body as Uint8Array)).toBe("BR");
    expect(headers.get("content-encoding")).toBe("br");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("etag")).toBe('"v1-br"');
  });

  test("is told apart by conditions and ranges", () => {
    const response = fileResponse(notedContent("plain"), { forms });
    const status = (etag: string): number =>
      response.outgoing(request("GET", { "accept-encoding": "br", "if-none-match": etag })).status;
    expect([status('"v1-br"'), status('"v1"')]).toEqual([304, 200]);
    const part = { "accept-encoding": "br", range: "bytes=0-0" };
    expect(response.outgoing(request("GET", part)).headers.get("content-range")).toBe(
      "bytes 0-0/2",
    );
  });

  test("leaves the response as it was for the next client", () => {
    const response = fileResponse(notedContent("plain"), { forms });
    response.outgoing(request("GET", { "accept-encoding": "br" }));
    const { headers } = response.outgoing(request("GET"));
    expect([headers.get("content-encoding"), headers.get("etag")]).toEqual([null, '"v1"']);
  });
});
