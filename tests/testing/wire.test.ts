import { expect, test, vi } from "vitest";
import { HeaderFields, type Incoming, type Outgoing } from "../../src/gateway.ts";
import { wire, type WireApp } from "../../src/testing/wire.ts";

const answer = (body: Outgoing["body"], status = 200): Outgoing => ({
  status,
  body,
  headers: new HeaderFields(),
});

const appOf = (handle: (incoming: Incoming) => Outgoing | Promise<Outgoing>): WireApp => ({
  handle,
  refuse: ({ status, code }) => answer(code, status),
});

const later = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 20);
  });

const get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
const bodyIn = (text: string): string => text.slice(text.indexOf("\r\n\r\n") + 4);

test("raw text comes back for raw text", async () => {
  const text = await wire(
    appOf(({ method, target }) => answer(`${method} ${target}`)),
    get,
  );
  expect(text).toMatch(
    /^HTTP\/1\.1 200 OK\r\ndate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\ncontent-length: 5\r\n\r\nGET \/$/,
  );
});

test("everything that is asked is answered, in order", async () => {
  const app = appOf(async ({ target }) => {
    if (target === "/slow") await later();
    return answer(target);
  });
  const text = await wire(app, get.replace("/", "/slow") + get.replace("/", "/quick"));
  expect(text.match(/\/slow|\/quick/g)).toEqual(["/slow", "/quick"]);
});

test("pieces arrive one by one", async () => {
  const lengths: number[] = [];
  const app = appOf(async (incoming) => {
    const body = await incoming.readBody(10);
    lengths.push(body.length);
    return answer(body);
  });
  const head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
  const text = await wire(app, [head, "he", "llo"]);
  expect(text.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")).toBe(true);
  expect(text.endsWith("hello")).toBe(true);
  expect(lengths).toEqual([5]);
});

test("text is sent and read as UTF-8", async () => {
  const app = appOf(async (incoming) => answer(await incoming.readBody(10)));
  const head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n";
  expect(bodyIn(await wire(app, `${head}☃`))).toBe("☃");
  expect(
    bodyIn(
      await wire(
        appOf(() => answer("☃")),
        get,
      ),
    ),
  ).toBe("☃");
});

test("what is refused is answered by the application's own refusal", async () => {
  const text = await wire(
    appOf(() => answer("no")),
    "GET / HTTP/1.1\r\n\r\n",
  );
  expect(text.startsWith("HTTP/1.1 400 Bad Request\r\n")).toBe(true);
  expect(bodyIn(text)).toBe("host-missing");
});

test("a slow handler is waited for, and its client stays", async () => {
  const app = appOf(async ({ signal }) => {
    await later();
    return answer(signal.aborted ? "left" : "there");
  });
  expect(bodyIn(await wire(app, get))).toBe("there");
});

test("a stream is waited for to its end", async () => {
  async function* pieces(): AsyncGenerator<string> {
    yield "one";
    await later();
    yield "two";
  }
  expect(
    bodyIn(
      await wire(
        appOf(() => answer(pieces())),
        get,
      ),
    ),
  ).toBe("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
});

test("a stream that fails ends the text where the connection is cut", async () => {
  const report = vi.spyOn(console, "error").mockReturnValue();
  async function* pieces(): AsyncGenerator<string> {
    yield "one";
    throw new Error("half-way");
  }
  expect(
    bodyIn(
      await wire(
        appOf(() => answer(pieces())),
        get,
      ),
    ),
  ).toBe("3\r\none\r\n");
  expect(report).toHaveBeenCalledWith(new Error("half-way"));
  report.mockRestore();
});

test("a handler that waits for a body which never comes hears that it is incomplete", async () => {
  const app = appOf((incoming) =>
    Promise.resolve(incoming.readBody(10)).then(
      () => answer("read"),
      ({ code, status }: { code: string; status: number }) => answer(code, status),
    ),
  );
  const text = await wire(app, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe");
  expect(bodyIn(text)).toBe("body-incomplete");
});

test("a request that ends too early is not answered", async () => {
  expect(
    await wire(
      appOf(() => answer("no")),
      "GET / HT",
    ),
  ).toBe("");
});

test("limits can be set", async () => {
  const text = await wire(
    appOf(() => answer("no")),
    get,
    { limits: { maxHeaderCount: 0 } },
  );
  expect(bodyIn(text)).toBe("too-many-headers");
});
