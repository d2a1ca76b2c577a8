import { describe, expect, test } from "vitest";
import { jsonify } from "../../src/core/jsonify.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { Response } from "../../src/core/response.ts";

async function* letters(): AsyncGenerator<string> {
  yield "a";
  yield "ü";
}

describe("a response", () => {
  test("is 200, empty and without fields, if nothing is said", () => {
    const response = new Response();
    expect(response.status).toBe(200);
    expect(response.body).toBeNull();
    expect([...response.headers]).toEqual([]);
  });

  test.each([
    ["text", "a", "text/plain; charset=utf-8"],
    ["bytes", new Uint8Array(1), "application/octet-stream"],
    ["a stream", letters(), "application/octet-stream"],
  ])("of %s has a type by itself", (_, body, contentType) => {
    expect(new Response(body).headers.get("content-type")).toBe(contentType);
  });

  test("takes another media type, and text says its charset", () => {
    const page = new Response("<p>", { mimetype: "text/html" });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const json = new Response("{}", { mimetype: "application/json" });
    expect(json.headers.get("content-type")).toBe("application/json");
  });

  test("believes a content type among its fields more than its media type", () => {
    const headers = { "Content-Type": "text/csv; header=present" };
    const response = new Response("a,b", { mimetype: "text/html", headers });
    expect([...response.headers]).toEqual([["content-type", "text/csv; header=present"]]);
  });

  test.each([
    ["an object", { "X-A": "1", Vary: ["a", "b"] }],
    [
      "pairs",
      [
        ["X-A", "1"],
        ["Vary", "a"],
        ["Vary", "b"],
      ] as [string, string][],
    ],
    [
      "web headers",
      new Headers([
        ["x-a", "1"],
        ["vary", "a"],
        ["vary", "b"],
      ]),
    ],
  ])("takes fields as %s", (_, headers) => {
    const response = new Response(null, { headers });
    expect(response.headers.get("x-a")).toBe("1");
    expect(response.headers.get("vary")).toBe("a, b");
  });

  test("keeps two cookies apart", () => {
    const response = new Response(null, { headers: { "set-cookie": ["a=1", "b=2"] } });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("shares its fields with others of its kind until someone asks for its own", () => {
    const [one, other] = [new Response("a"), new Response("b")];
    expect(one.sentFields).toBe(other.sentFields);
    one.headers.set("x-a", "1");
    expect(one.sentFields.get("x-a")).toBe("1");
    expect(other.sentFields.has("x-a")).toBe(false);
    expect(one.sentFields.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  test("refuses a field that would split the head", () => {
    const headers = { "x-a": "1\r\nSet-Cookie: a=1" };
    expect(() => new Response("a", { headers })).toThrow("[header-value]");
  });

  test("refuses data as a body, and says how to send it", () => {
    expect(() => new Response({ id: 1 } as never)).toThrow("Fix: write jsonify(value)");
  });
});

describe("the status", () => {
  test.each([200, 201, 204, 299, 404, 599])("may be %i", (status) => {
    const response = new Response(null, { status });
    expect(response.status).toBe(status);
    expect(response.ok).toBe(status < 300);
  });

  test.each([0, 99, 100, 101, 199, 600, 1000, 200.5, -200, Number.NaN, "200", null])(
    "cannot be %s",
    (status) => {
      expect(() => new Response(null, { status: status as number })).toThrow("[response-status]");
      const response = new Response(null);
      expect(() => (response.status = status as number)).toThrow("[response-status]");
      expect(response.status).toBe(200);
    },
  );

  test("can be changed", () => {
    const response = new Response("a", { status: 200 });
    response.status = 202;
    expect(response.status).toBe(202);
  });

  test("is suggested only to a response for which nobody chose one", () => {
    const open = new Response("a");
    const chosen = new Response("a", { status: 200 });
    const changed = new Response("a");
    changed.status = 202;
    for (const response of [open, chosen, changed]) response.suggestStatus(404);
    expect([open.status, chosen.status, changed.status]).toEqual([404, 200, 202]);
    expect([open.chosenStatus, chosen.chosenStatus, changed.chosenStatus]).toEqual([
      undefined,
      200,
      202,
    ]);
  });
});

describe("reading it back", () => {
  test.each([
    ["text", () => '{"a":"ü"}'],
    ["bytes", () => new TextEncoder().encode('{"a":"ü"}')],
    ["a blob", () => new Blob(['{"a":"ü"}'])],
    ["a stream", () => new Blob(['{"a":"ü"}']).stream()],
  ])("%s gives text, JSON and bytes", async (_, body) => {
    expect(await new Response(body()).text()).toBe('{"a":"ü"}');
    expect(await new Response(body()).json()).toEqual({ a: "ü" });
    expect(await new Response(body()).bytes()).toEqual(new TextEncoder().encode('{"a":"ü"}'));
  });

  test("nothing gives an empty text and no bytes", async () => {
    expect(await new Response().text()).toBe("");
    expect(await new Response().bytes()).toEqual(new Uint8Array(0));
  });

  test("text and bytes can be read as often as wanted", async () => {
    const response = new Response("a");
    expect([await response.text(), await response.text()]).toEqual(["a", "a"]);
    expect(response.bodyUsed).toBe(false);
  });

  test("a stream can be read once", async () => {
    const response = new Response(letters());
    expect(await response.text()).toBe("aü");
    expect(response.bodyUsed).toBe(true);
    await expect(response.text()).rejects.toThrow("its stream has been read already");
  });
});

describe("toWeb", () => {
  test("gives the platform's own response", async () => {
    const headers = { "set-cookie": ["a=1", "b=2"], "x-a": "1" };
    const web = await new Response("ü", { status: 201, headers }).toWeb();
    expect(web).toBeInstanceOf(globalThis.Response);
    expect(web.status).toBe(201);
    expect(web.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(web.headers.get("x-a")).toBe("1");
    expect(web.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await web.text()).toBe("ü");
  });

  test.each([204, 205, 304])("of a %i has no body", async (status) => {
    const web = await new Response("dropped", { status }).toWeb();
    expect(web.status).toBe(status);
    expect(web.body).toBeNull();
  });

  test("reads a stream", async () => {
    expect(await (await new Response(letters()).toWeb()).text()).toBe("aü");
  });
});

describe("another body", () => {
  test("takes the place of the first, and keeps its type", async () => {
    const response = new Response("old", { mimetype: "text/csv" });
    response.body = "new";
    expect(await response.text()).toBe("new");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });

  test("brings its type where there was none", () => {
    const response = new Response(null);
    response.body = new Uint8Array([1]);
    expect(response.mimetype).toBe("application/octet-stream");
    response.body = null;
    expect(response.mimetype).toBe("application/octet-stream");
  });

  test("can be read, even if the first has been", async () => {
    const response = new Response(new Blob(["old"]));
    await response.text();
    response.body = new Blob(["new"]);
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe("new");
  });

  test("must be one", () => {
    expect(() => {
      new Response("old").body = 42 as never;
    }).toThrow("[response-body]");
  });

  test("cannot be given to a value", () => {
    const response: Response = jsonify({ a: 1 });
    expect(() => {
      response.body = "{}";
    }).toThrow("[response-body]");
  });
});

test("the type is read as it is sent, and set as it is named", () => {
  const response = new Response("x");
  expect(response.mimetype).toBe("text/plain; charset=utf-8");
  response.mimetype = "text/html";
  expect(response.headers.getAll("content-type")).toEqual(["text/html; charset=utf-8"]);
  expect(new Response(null).mimetype).toBeNull();
});

describe("a stream that says its length", () => {
  const request = { method: "GET", headers: new HeaderFields() };
  async function* chunks(): AsyncGenerator<string> {
    yield "abc";
  }
  test.each([
    ["3", 3],
    ["0", 0],
    ["x", undefined],
    ["3, 3", undefined],
    ["-1", undefined],
    ["99999999999999999999", undefined],
  ])("as %s has that: %s", (field, contentLength) => {
    const response = new Response(chunks(), { headers: { "content-length": field } });
    expect(response.outgoing(request).contentLength).toBe(contentLength);
  });

  test("and text that says a wrong one is counted", () => {
    const response = new Response("ab", { headers: { "content-length": "3" } });
    expect(response.outgoing(request).contentLength).toBeUndefined();
  });
});

describe("as the web platform's own", () => {
  test("a stream stays one: nothing is read before someone asks", async () => {
    let asked = 0;
    const response = new Response(
      (async function* () {
        while (asked < 3) yield `${++asked},`;
      })(),
      { status: 202, headers: { "x-a": "1" } },
    );
    const web = await response.toWeb();
    expect([web.status, web.headers.get("x-a"), asked]).toEqual([202, "1", 0]);
    expect(await web.text()).toBe("1,2,3,");
    expect(response.bodyUsed).toBe(true);
    await expect(response.toWeb()).rejects.toThrow("has been read already");
  });

  test("a status that has no body has none", async () => {
    const web = await new Response("x", { status: 204 }).toWeb();
    expect([web.status, web.body]).toEqual([204, null]);
  });
});
