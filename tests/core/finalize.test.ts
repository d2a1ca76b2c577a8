import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { createContext } from "../../src/core/context.ts";
import { finalize } from "../../src/core/finalize.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { Response } from "../../src/core/response.ts";
import type { Outgoing } from "../../src/gateway.ts";
import { bareEndpoint } from "./bare-endpoint.ts";
import { incoming } from "./incoming.ts";

const sent = (response: Response, app = new Hipflask()): Outgoing | Promise<Outgoing> =>
  finalize(app, createContext(app, incoming(), bareEndpoint(), [], []), response);

describe("a response as it is sent", () => {
  test("keeps status, fields and body", () => {
    const outgoing = sent(new Response("a", { status: 202, headers: { "x-a": "1" } })) as Outgoing;
    expect(outgoing.status).toBe(202);
    expect([...outgoing.headers]).toEqual([
      ["x-a", "1"],
      ["content-type", "text/plain; charset=utf-8"],
    ]);
    expect(outgoing.body).toBe("a");
  });

  test("has its value encoded, with the application's choices and its own", () => {
    const app = new Hipflask({ json: { bigint: "number", sortKeys: true } });
    const response = jsonify({ b: 7n, a: 1 }, { indent: 1 });
    expect((sent(response, app) as Outgoing).body).toBe('{\n "a": 1,\n "b": 7\n}');
  });

  test("is a promise only if its value holds one", async () => {
    expect(sent(jsonify({ a: 1 }))).not.toBeInstanceOf(Promise);
    const later = sent(jsonify({ a: Promise.resolve(1) }));
    expect(later).toBeInstanceOf(Promise);
    expect((await later).body).toBe('{"a":1}');
  });

  test("fails if its value cannot be JSON, at once or later", async () => {
    expect(() => sent(jsonify({ a: [undefined, 1n] }, { bigint: "error" }))).toThrow("a[1]");
    await expect(sent(jsonify({ a: Promise.reject(new Error("no rows")) }))).rejects.toThrow(
      "no rows",
    );
  });
});

test("the stack of an error in a value is shown in debug only", () => {
  const app = new Hipflask();
  const bodyOf = (): string =>
    (sent(jsonify({ error: new Error("x") }), app) as Outgoing).body as string;
  expect(JSON.parse(bodyOf())).toEqual({ error: { name: "Error", message: "x" } });
  app.debug = true;
  expect(JSON.parse(bodyOf())).toMatchObject({
    error: { stack: expect.stringContaining("Error: x") },
  });
});

describe("in debug JSON is laid out with two spaces", () => {
  const bodyOf = (response: Response, app = new Hipflask()): unknown => {
    app.debug = true;
    return (sent(response, app) as Outgoing).body;
  };
  const indented = '{\n  "a": 1\n}';

  test("as JSON by whatever name", () => {
    expect(bodyOf(jsonify({ a: 1 }))).toBe(indented);
    expect(bodyOf(jsonify({ a: 1 }, { mimetype: "application/problem+json" }))).toBe(indented);
    expect(bodyOf(jsonify({ a: 1 }, { mimetype: "application/json; charset=utf-8" }))).toBe(
      indented,
    );
  });

  test("with its length", async () => {
    const app = new Hipflask();
    app.debug = true;
    app.get("/", () => ({ a: 1 }));
    const response = await app.testClient().head("/");
    expect(response.headers.get("content-length")).toBe(String(indented.length));
  });

  test("unless the response or the application has chosen a layout", () => {
    expect(bodyOf(jsonify({ a: 1 }, { indent: 0 }))).toBe('{"a":1}');
    expect(bodyOf(jsonify({ a: 1 }), new Hipflask({ json: { indent: 0 } }))).toBe('{"a":1}');
    expect(bodyOf(jsonify({ a: 1 }), new Hipflask({ json: { separators: [", ", ": "] } }))).toBe(
      '{"a": 1}',
    );
    expect(bodyOf(jsonify({ a: 1 }, { indent: "\t" }))).toBe('{\n\t"a": 1\n}');
  });

  test("but not what must be one line", () => {
    expect(bodyOf(jsonify({ a: 1 }, { mimetype: "application/x-ndjson" }))).toBe('{"a":1}');
    expect(bodyOf(jsonify({ a: 1 }, { mimetype: "application/json-seq" }))).toBe('{"a":1}');
  });

  test("and problem documents, those of layers too", async () => {
    const app = new Hipflask();
    app.debug = true;
    app.wrap((next) => (incoming) => {
      if (incoming.target === "/layer") throw new Error("layer");
      return next(incoming);
    });
    const client = app.testClient();
    const texts = await Promise.all(
      ["/nowhere", "/layer"].map(async (path) => (await client.get(path)).text()),
    );
    for (const text of texts) expect(text).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
  });
});
