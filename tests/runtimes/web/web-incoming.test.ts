import { describe, expect, test } from "vitest";
import { WebIncoming } from "../../../src/runtimes/web/web-incoming.ts";

const post = (
  body: string | ReadableStream<Uint8Array> | null,
  headers: Record<string, string> = {},
): WebIncoming => {
  // Streams are only taken with `duplex`.
  const duplex = body instanceof ReadableStream ? { duplex: "half" as const } : {};
  return new WebIncoming(new Request("http://a/", { method: "POST", body, headers, ...duplex }));
};

/** A stream of chunks of ten bytes, and how often it was asked and told to stop. */
const counted = (chunks: number) => {
  const seen = { asked: 0, cancelled: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (seen.asked++ < chunks) controller.enqueue(new Uint8Array(10).fill(97));
      else controller.close();
    },
    cancel: () => void seen.cancelled++,
  });
  return { stream, seen };
};

describe("what a web request says", () => {
  test.each([
    ["http://example.com/", "/", "http", "example.com"],
    ["http://example.com", "/", "http", "example.com"],
    ["https://example.com:8443/a?b#c", "/a?b", "https", "example.com:8443"],
    ["http://example.com//evil.example/a", "//evil.example/a", "http", "example.com"],
    ["http://[::1]:80/a%2Fb%zz?x=%zz", "/a%2Fb%zz?x=%zz", "http", "[::1]"],
  ])("%s", (url, target, scheme, authority) => {
    const incoming = new WebIncoming(new Request(url));
    expect(incoming).toMatchObject({ method: "GET", target, scheme, authority, remoteAddress: "" });
  });

  test("its fields, in lower case and read-only", () => {
    const { headers } = post(null, { "X-Count": "1" });
    expect(headers.get("x-count")).toBe("1");
    expect([...headers.keys()]).toContain("x-count");
    expect(() => headers.set("x-count", "2")).toThrow("read-only");
  });

  test("that the client has left", () => {
    const leaving = new AbortController();
    const { signal } = new WebIncoming(new Request("http://a/", { signal: leaving.signal }));
    expect(signal.aborted).toBe(false);
    leaving.abort();
    expect(signal.aborted).toBe(true);
  });
});

describe("the body", () => {
  test("is none", async () => {
    const incoming = new WebIncoming(new Request("http://a/"));
    expect(incoming.hasBody).toBe(false);
    expect(await incoming.readBody(0)).toEqual(new Uint8Array(0));
  });

  test("of one chunk and of many is read whole", async () => {
    expect(await post("hello").readBody(5)).toEqual(new TextEncoder().encode("hello"));
    const { stream } = counted(3);
    expect(await post(stream).readBody(30)).toEqual(new Uint8Array(30).fill(97));
  });

  test("over the limit is 413, and its source is told to stop", async () => {
    const { stream, seen } = counted(1000);
    await expect(post(stream).readBody(25)).rejects.toMatchObject({
      status: 413,
      code: "body-too-large",
    });
    expect(seen.asked).toBeLessThan(10);
    expect(seen.cancelled).toBe(1);
  });

  test("that says too much of itself is 413 before it is read", async () => {
    const incoming = post("hello", { "content-length": "1000000" });
    await expect(incoming.readBody(100)).rejects.toMatchObject({ status: 413 });
  });

  test("that says too little is counted", async () => {
    const { stream } = counted(1000);
    const incoming = post(stream, { "content-length": "5" });
    await expect(incoming.readBody(25)).rejects.toMatchObject({ status: 413 });
  });

  test("that says nonsense is counted", async () => {
    const incoming = post("hello", { "content-length": "many" });
    expect(await incoming.readBody(5)).toHaveLength(5);
  });

  test("whose source will not stop is 413 all the same", async () => {
    const stubborn = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: async () => new Promise(() => {}),
    });
    await expect(post(stubborn).readBody(5)).rejects.toMatchObject({ status: 413 });
    const failing = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => {
        throw new Error("will not stop");
      },
    });
    await expect(post(failing).readBody(5)).rejects.toMatchObject({ status: 413 });
  });

  test("whose source breaks fails", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("line cut")),
    });
    await expect(post(broken).readBody(100)).rejects.toThrow("line cut");
  });
});

describe("the body as a stream", () => {
  test("comes slice by slice, and no faster than it is asked for", async () => {
    const { stream, seen } = counted(1000);
    let slices = 0;
    for await (const slice of post(stream).streamBody(1_000_000)) {
      expect(slice).toHaveLength(10);
      if (++slices === 3) break;
    }
    expect(seen.asked).toBeLessThan(10);
    expect(seen.cancelled).toBe(1);
  });

  test("ends, and is not told to stop then", async () => {
    const { stream, seen } = counted(2);
    const lengths: number[] = [];
    for await (const slice of post(stream).streamBody(20)) lengths.push(slice.length);
    expect([lengths, seen.cancelled]).toEqual([[10, 10], 0]);
  });

  test("of nothing is empty", async () => {
    for await (const slice of post(null).streamBody(0)) expect(slice).toBe("no slice");
  });

  test("over the limit throws 413", async () => {
    const { stream, seen } = counted(1000);
    const read = async () => {
      for await (const slice of post(stream).streamBody(25)) void slice;
    };
    await expect(read()).rejects.toMatchObject({ status: 413, code: "body-too-large" });
    expect(seen.cancelled).toBe(1);
  });
});

test("there is no other protocol to change to", () => {
  expect(post(null, { upgrade: "websocket" }).upgrade).toBeNull();
});
