import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { eventStream, ndjson } from "../../src/core/item-stream.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import type { Returnable } from "../../src/core/returnable.ts";
import { ServerSentEvent } from "../../src/core/server-sent-event.ts";
import { abort } from "../../src/errors/abort.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { incoming } from "./incoming.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;

beforeEach(() => {
  log = recordedLog();
});

const lines = "application/x-ndjson";
const events = "text/event-stream";

function application(handler: () => Returnable): Hipflask {
  const app = new Hipflask({ log });
  app.get("/", handler);
  return app;
}

const get = (
  handler: () => Returnable,
  headers: Record<string, string> = {},
): Promise<globalThis.Response> => application(handler).testClient().get("/", { headers });

async function* rows(): AsyncGenerator<unknown> {
  yield { id: 1 };
  yield { id: 2 };
}

function* syncRows(): Generator<unknown> {
  yield { id: 1 };
  yield { id: 2 };
}

const asArray = '[{"id":1},{"id":2}]';
const asLines = '{"id":1}\n{"id":2}\n';
const asEvents = 'data: {"id":1}\n\ndata: {"id":2}\n\n';

/** What came before a stream broke off. */
async function half(response: globalThis.Response): Promise<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let whole = false;
  try {
    while (!whole) {
      const { done, value } = await reader.read();
      whole = done;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return text;
  }
  throw new Error(`the stream came to its end: ${text}`);
}

describe("whatever gives items is streamed as the client accepts", () => {
  const sources: [string, () => Returnable][] = [
    ["an async generator", rows],
    ["a generator", syncRows],
    ["jsonify of an async generator", () => jsonify(rows())],
    ["jsonify of a generator", () => jsonify(syncRows())],
    ["an async iterable of one's own", () => ({ [Symbol.asyncIterator]: rows })],
  ];
  const forms = [
    ["application/json", "application/json", asArray],
    [lines, lines, asLines],
    ["application/jsonl", "application/jsonl", asLines],
    [events, events, asEvents],
    [`${lines};q=0.5, ${events}`, events, asEvents],
  ] as const;

  test.each(
    sources.flatMap(([name, handler]) =>
      forms.map(([accept, type, body]) => [name, accept, type, body, handler] as const),
    ),
  )("%s, %s", async (_, accept, type, body, handler) => {
    const response = await get(handler, { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("vary")).toBe("accept");
    expect(await response.text()).toBe(body);
    expect(log.entries).toEqual([]);
  });
});

describe("a form that the handler chose is sent whatever the client accepts", () => {
  test.each<[string, () => Returnable, string, string]>([
    ["ndjson of an async generator", () => ndjson(rows()), lines, asLines],
    ["ndjson of a generator", () => ndjson(syncRows()), lines, asLines],
    ["ndjson of a list", () => ndjson([{ id: 1 }, { id: 2 }]), lines, asLines],
    ["ndjson of a function", () => ndjson(rows), lines, asLines],
    ["eventStream of an async generator", () => eventStream(rows()), events, asEvents],
    ["eventStream of a list", () => eventStream([{ id: 1 }, { id: 2 }]), events, asEvents],
    [
      "jsonify with a media type of JSON",
      () => jsonify(rows(), { mimetype: "application/geo+json" }),
      "application/geo+json",
      asArray,
    ],
    ["jsonify with one of lines", () => jsonify(rows(), { mimetype: lines }), lines, asLines],
    [
      "jsonify with one in its fields",
      () => jsonify(rows(), { headers: { "content-type": "application/geo+json" } }),
      "application/geo+json",
      asArray,
    ],
    [
      "ndjson with a media type of its own",
      () => ndjson(rows(), { mimetype: "application/x-log" }),
      "application/x-log",
      asLines,
    ],
  ])("%s", async (_, handler, type, body) => {
    for (const accept of ["application/json", lines, events]) {
      const response = await get(handler, { accept });
      expect(response.headers.get("content-type")).toBe(type);
      expect(response.headers.get("vary")).toBeNull();
      expect(await response.text()).toBe(body);
    }
  });
});

test("the status and the fields of the handler are kept", async () => {
  const headers = { vary: "cookie", "x-total": "2", "set-cookie": ["a=1", "b=2"] };
  const response = await get(() => jsonify(rows(), { status: 206, headers }));
  expect(response.status).toBe(206);
  expect(response.headers.get("vary")).toBe("cookie, accept");
  expect(response.headers.get("x-total")).toBe("2");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("an event stream asks caches and proxies to pass it on, unless the handler says how", async () => {
  const fieldsOf = async (headers?: Record<string, string>): Promise<(string | null)[]> => {
    const response = await get(() => eventStream([], headers && { headers }));
    return ["cache-control", "x-accel-buffering"].map((name) => response.headers.get(name));
  };
  expect(await fieldsOf()).toEqual(["no-cache", "no"]);
  const own = { "cache-control": "no-store", "x-accel-buffering": "yes" };
  expect(await fieldsOf(own)).toEqual(["no-store", "yes"]);
});

describe("HEAD answers as GET and does not begin", () => {
  test.each<[string, (begin: () => void) => Returnable]>([
    [
      "an async generator",
      async function* (begin) {
        begin();
        yield 1;
      },
    ],
    [
      "a generator",
      function* (begin) {
        begin();
        yield 1;
      },
    ],
    ["a function", (begin) => ndjson(() => (begin(), [1]))],
    ["events", (begin) => eventStream(() => (begin(), [1]))],
  ])("%s", async (_, handler) => {
    let begun = 0;
    const client = application(() => handler(() => begun++)).testClient();
    const head = await client.head("/");
    expect([begun, await head.text()]).toEqual([0, ""]);
    const got = await client.get("/");
    expect([...head.headers]).toEqual([...got.headers]);
    await got.text();
    expect(begun).toBe(1);
  });

  test("and lets go of a stream of the web", async () => {
    let cancelled = false;
    const stream = (): ReadableStream =>
      new ReadableStream({ cancel: () => void (cancelled = true) });
    await application(() => ndjson(stream() as never))
      .testClient()
      .head("/");
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    expect(cancelled).toBe(true);
  });
});

test("a status without a body does not begin either", async () => {
  let begun = false;
  const response = await get(() => ndjson(() => ((begun = true), [1]), { status: 204 }));
  expect([response.status, begun]).toEqual([204, false]);
});

describe("a source that fails before its first item is answered with its error", () => {
  const failing: [string, () => Returnable][] = [
    [
      "an async generator",
      async function* () {
        yield* [];
        throw new Error("no table");
      },
    ],
    [
      "a generator",
      function* () {
        yield* [];
        throw new Error("no table");
      },
    ],
    ["a list of promises", () => ndjson([Promise.reject(new Error("no table"))])],
    [
      "a function",
      () =>
        eventStream(() => {
          throw new Error("no table");
        }),
    ],
  ];
  test.each(
    failing.flatMap(([name, handler]) =>
      ["application/json", lines, events].map((accept) => [name, accept, handler] as const),
    ),
  )("%s, %s", async (_, accept, handler) => {
    const response = await get(handler, { accept });
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      instance: "/",
    });
    expect(log.entries).toEqual([["error", "GET / failed", new Error("no table")]]);
  });

  test("which may be an abort", async () => {
    const response = await get(async function* () {
      yield* [];
      abort(404, "no such table");
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: "no such table" });
    expect(log.entries).toEqual([]);
  });

  test("and meets the error handlers", async () => {
    const app = application(() => ndjson([Promise.reject(new RangeError("x"))]));
    app.errorHandler(RangeError, () => jsonify("mended", 200));
    expect(await (await app.testClient().get("/")).json()).toBe("mended");
  });

  test("so is a first item that cannot be JSON", async () => {
    const response = await get(() => ndjson([{ id: 1n }], { bigint: "error" }));
    expect(response.status).toBe(500);
    expect(String(log.entries[0]?.[2])).toContain("Cannot encode [0].id: it is a bigint");
  });
});

describe("an event stream does not wait long for its first event", () => {
  test("its head comes, and what is there", async () => {
    const never = new Promise<never>(() => {});
    const response = await get(() => eventStream([never]));
    expect(response.status).toBe(200);
    await response.body!.cancel();
  });

  test("a failure after that is told in the stream", async () => {
    const late = (): Promise<never> =>
      new Promise((_, reject) => {
        setTimeout(() => reject(new Error("late")), 200);
      });
    const response = await get(() => eventStream([late()]));
    expect(response.status).toBe(200);
    expect(await half(response)).toContain("event: error\n");
  });
});

describe("a source that fails half-way breaks off", () => {
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new Error("secret");
  }
  const problem =
    '{"type":"about:blank","title":"Internal Server Error","status":500,"instance":"/"}';

  test.each([
    ["an array says nothing", "application/json", "[1"],
    ["lines have a last one", lines, `1\n{"error":${problem}}\n`],
    ["events have a last one", events, `data: 1\n\nevent: error\ndata: ${problem}\n\n`],
  ])("%s", async (_, accept, text) => {
    expect(await half(await get(failing, { accept }))).toBe(text);
    expect(log.entries).toEqual([["error", "GET / failed half-way", new Error("secret")]]);
  });

  test("with what an abort says", async () => {
    const response = await get(() =>
      ndjson(function* () {
        yield 1;
        abort(503, "come back", { minutes: 5 });
      } as never),
    );
    const [, last] = (await half(response)).split("\n");
    expect(JSON.parse(last!)).toMatchObject({
      error: { status: 503, detail: "come back", minutes: 5 },
    });
  });

  test("with members that cannot be JSON, without them", async () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const response = await get(() =>
      ndjson(function* () {
        yield 1;
        abort(503, "come back", circle);
      } as never),
    );
    expect(await half(response)).toBe(`1\n{"error":${problem}}\n`);
  });

  test("in one line, whatever the application's layout is", async () => {
    const app = new Hipflask({ log, json: { indent: 2 } });
    app.get("/", () => failing());
    const response = await app.testClient().get("/", { headers: { accept: lines } });
    expect((await half(response)).split("\n")).toHaveLength(3);
  });

  test("in debug, with the error's text", async () => {
    const app = application(failing);
    app.debug = true;
    const response = await app.testClient().get("/", { headers: { accept: lines } });
    expect(await half(response)).toContain("Error: secret");
  });

  test("an item that cannot be JSON is named", async () => {
    const circle: { owner?: unknown } = {};
    circle.owner = circle;
    await half(await get(() => ndjson([1, 2, 3, { owner: circle }])));
    expect(String(log.entries[0]?.[2])).toContain("Cannot encode [3].owner");
  });
});

test("a rejected promise that nobody came to is no accident", async () => {
  const items = [
    Promise.resolve(1),
    Promise.reject(new Error("first")),
    Promise.reject(new Error("second")),
  ];
  const response = await get(() => ndjson(items));
  expect(await half(response)).toContain("1\n");
  expect(log.entries).toHaveLength(1);
});

describe("items are encoded as any value", () => {
  test("with promises in them awaited", async () => {
    const response = await get(() => ndjson([{ id: Promise.resolve(1) }, Promise.resolve(2), 3]));
    expect(await response.text()).toBe('{"id":1}\n2\n3\n');
  });

  test("with the application's choices, and the stream's before them", async () => {
    const app = new Hipflask({ log, json: { bigint: "number", sortKeys: true } });
    app.get("/", () => ndjson([{ b: 7n, a: new Uint8Array([1]) }], { bytes: "hex" }));
    expect(await (await app.testClient().get("/")).text()).toBe('{"a":"01","b":7}\n');
  });

  test("with an indent, which lines cannot have", async () => {
    const handler = (): Returnable => jsonify(rows(), { indent: 1 });
    expect(await (await get(handler)).text()).toBe('[{\n "id": 1\n},{\n "id": 2\n}]');
    expect(await (await get(handler, { accept: lines })).text()).toBe('{"id": 1}\n{"id": 2}\n');
    expect(await (await get(handler, { accept: events })).text()).toBe(
      'data: {\ndata:  "id": 1\ndata: }\n\ndata: {\ndata:  "id": 2\ndata: }\n\n',
    );
  });

  test("in debug as well: what is sent bit by bit is sent as it will be in production", async () => {
    const app = application(() => jsonify(rows()));
    app.debug = true;
    const textOf = async (accept: string): Promise<string> =>
      (await app.testClient().get("/", { headers: { accept } })).text();
    expect(await textOf("application/json")).toBe('[{"id":1},{"id":2}]');
    expect(await textOf(lines)).toBe('{"id":1}\n{"id":2}\n');
    expect(await textOf(events)).toBe('data: {"id":1}\n\ndata: {"id":2}\n\n');
  });

  test("undefined among them is null", async () => {
    expect(await (await get(() => eventStream([undefined]))).text()).toBe("data: null\n\n");
  });
});

describe("events", () => {
  test("have names, ids and times to retry, behind promises too", async () => {
    const event = new ServerSentEvent({ id: 7 }, { event: "user", id: "7", retryMs: 5 });
    const text = 'event: user\nid: 7\nretry: 5\ndata: {"id":7}\n\n';
    expect(await (await get(() => eventStream([event]))).text()).toBe(text);
    expect(await (await get(() => eventStream([Promise.resolve(event)]))).text()).toBe(text);
  });

  test("go on from the id that the client saw last, in any language", async () => {
    const handler = (): Returnable => eventStream((id) => [id]);
    const sent = (id: string): Promise<globalThis.Response> =>
      get(handler, { "last-event-id": id });
    expect(await (await get(handler)).text()).toBe("data: null\n\n");
    expect(await (await sent("7")).text()).toBe('data: "7"\n\n');
    // As browsers send ü: its bytes in UTF-8.
    expect(await (await sent("\xc3\xbc")).text()).toBe('data: "ü"\n\n');
  });

  test("that do not come are replaced by heartbeats", async () => {
    const never = new Promise<never>(() => {});
    const response = await get(() => eventStream([1, never], { heartbeatMs: 10 }));
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let text = "";
    while (text.length < 15) text += decoder.decode((await reader.read()).value);
    expect(text).toBe("data: 1\n\n:\n\n:\n\n");
    await reader.cancel();
  });
});

test.each([-1, Number.NaN, Infinity, 2 ** 31])(
  "a heartbeat every %d ms is refused",
  (heartbeatMs) => {
    expect(() => eventStream([], { heartbeatMs })).toThrow("[stream-heartbeat]");
  },
);

test.each<[string, unknown]>([
  ["a promise of items", Promise.resolve([])],
  ["text", "text"],
  ["nothing", undefined],
])("%s is refused where it is given", (_, items) => {
  expect(() => ndjson(items as never)).toThrow("[stream-items]");
});

test("a stream can be read where it was made", async () => {
  expect(await ndjson([{ id: 1 }]).text()).toBe('{"id":1}\n');
  expect(await eventStream([{ id: 1 }]).text()).toBe('data: {"id":1}\n\n');
  expect(await (await ndjson(rows()).toWeb()).text()).toBe(asLines);
});

describe("when the server begins to close", () => {
  /** Two items, of which the second comes when the server has begun to close. */
  const answered = async (accept: string): Promise<readonly [string, readonly string[]]> => {
    const stopped: string[] = [];
    const closing = new AbortController();
    let giveSecond: () => void = () => {};
    const second = new Promise<void>((resolve) => {
      giveSecond = resolve;
    });
    async function* two(): AsyncGenerator<number> {
      try {
        yield 1;
        await second;
        yield 2;
      } finally {
        stopped.push("stopped");
      }
    }
    const app = application(two);
    const headers = new HeaderFields({ accept });
    const { body } = await app.handle(incoming({ headers, closing: closing.signal }));
    let text = "";
    for await (const chunk of body as AsyncIterable<string>) {
      text += chunk;
      closing.abort();
      setTimeout(giveSecond, 20);
    }
    giveSecond();
    await app.settled();
    return [text, stopped];
  };

  test("an event stream ends between two events, and its source is told", async () => {
    expect(await answered(events)).toEqual(["data: 1\n\n", ["stopped"]]);
  });

  test.each([
    ["a list", "application/json", "[1,2]"],
    ["a stream of lines", lines, "1\n2\n"],
  ])("%s goes on to its end", async (_, accept, text) => {
    expect(await answered(accept)).toEqual([text, ["stopped"]]);
  });
});
