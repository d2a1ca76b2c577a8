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
