import { describe, expect, test } from "vitest";
import type { BodyChunk, Outgoing } from "../../../src/gateway.ts";
import { HeaderFields, type HeaderFieldsInit } from "../../../src/http/headers.ts";
import { toWebResponse } from "../../../src/runtimes/web/web-response.ts";

const web = (
  body: Outgoing["body"],
  status = 200,
  method = "GET",
  headers: HeaderFieldsInit = {},
) => toWebResponse({ status, headers: new HeaderFields(headers), body }, method);

/** A source that notes what it is asked and told. */
class NotedSource implements AsyncIterableIterator<BodyChunk> {
  asked = 0;
  stopped = 0;

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<BodyChunk>> {
    return Promise.resolve({ done: false, value: `chunk ${++this.asked}` });
  }

  async return(): Promise<IteratorResult<BodyChunk>> {
    this.stopped++;
    return Promise.resolve({ done: true, value: undefined });
  }
}

async function* letters(): AsyncGenerator<BodyChunk> {
  yield "a";
  yield new Uint8Array([98]);
  yield "";
  yield "ü";
}

describe("a whole body", () => {
  test.each([
    ["text, counted in bytes", "ü", "ü", "2"],
    ["bytes", new Uint8Array([97]), "a", "1"],
    ["nothing", null, "", "0"],
    ["empty text", "", "", "0"],
  ])("%s", async (_, body, text, length) => {
    const response = web(body);
    expect(response.headers.get("content-length")).toBe(length);
    expect(await response.text()).toBe(text);
  });

  test("has no type that nobody gave it", () => {
    expect(web("a").headers.get("content-type")).toBeNull();
    expect(web(null).headers.get("content-type")).toBeNull();
  });

  test("cannot be given a length that is not its own", () => {
    expect(web("abc", 200, "GET", { "content-length": "1" }).headers.get("content-length")).toBe(
      "3",
    );
  });
});

test("cookies stay apart", () => {
  const response = web("a", 200, "GET", { "set-cookie": ["a=1", "b=2"] });
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

describe("a status without a body", () => {
  test.each([204, 205, 304])("%i has none, nor a length", (status) => {
    const response = web("dropped", status);
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
    expect(response.headers.get("content-length")).toBeNull();
  });

  test.each([204, 205, 304])("%i tells a stream that nobody reads it", (status) => {
    const source = new NotedSource();
    expect(web(source, status).body).toBeNull();
    expect(source).toMatchObject({ asked: 0, stopped: 1 });
  });
});

describe("an answer to HEAD", () => {
  test("has the fields of a body, and none", async () => {
    const response = web("hello", 200, "HEAD", { "x-a": "1" });
    expect(response.headers.get("content-length")).toBe("5");
    expect(response.headers.get("x-a")).toBe("1");
    expect(await response.text()).toBe("");
  });

  test("has the length of a body that was left out", () => {
    const outgoing = { status: 200, headers: new HeaderFields(), body: null, contentLength: 26 };
    expect(toWebResponse(outgoing, "HEAD").headers.get("content-length")).toBe("26");
    expect(toWebResponse(outgoing, "GET").headers.get("content-length")).toBe("0");
  });

  test("tells a stream that nobody reads it", () => {
    const source = new NotedSource();
    const response = web(source, 200, "HEAD");
    expect(response.body).toBeNull();
    expect(response.headers.get("content-length")).toBeNull();
    expect(source).toMatchObject({ asked: 0, stopped: 1 });
  });

  test("does not mind a stream that fails when it is told", async () => {
    const source = new NotedSource();
    source.return = async () => Promise.reject(new Error("will not stop"));
    expect(web(source, 200, "HEAD").status).toBe(200);
    // An unhandled rejection would fail the run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
});

describe("a streamed body", () => {
  test("comes whole, text as UTF-8, without a length", async () => {
    const response = web(letters());
    expect(response.headers.get("content-length")).toBeNull();
    expect(await response.text()).toBe("abü");
  });

  test.each([
    [200, "GET", "4"],
    [200, "HEAD", "4"],
    [304, "GET", null],
  ])("of known length says it: %i to %s", (status, method, length) => {
    const outgoing = { status, headers: new HeaderFields(), body: letters(), contentLength: 4 };
    expect(toWebResponse(outgoing, method).headers.get("content-length")).toBe(length);
  });

  test("is asked for a chunk when one is wanted, and not before", async () => {
    const source = new NotedSource();
    const reader = web(source).body!.getReader();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(source.asked).toBe(0);
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe("chunk 1");
    expect(source.asked).toBe(1);
  });

  test("tells its source when it is cancelled", async () => {
    const source = new NotedSource();
    const reader = web(source).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(source.stopped).toBe(1);
  });

  test("fails as its source fails", async () => {
    async function* failing(): AsyncGenerator<BodyChunk> {
      yield "a";
      throw new Error("disk gone");
    }
    await expect(web(failing()).text()).rejects.toThrow("disk gone");
  });
});
