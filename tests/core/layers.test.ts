import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { Layer } from "../../src/core/layers.ts";
import { abort } from "../../src/errors/abort.ts";
import { HTTPError } from "../../src/errors/http-error.ts";
import { Unauthorized } from "../../src/errors/status-errors.ts";
import type { Gateway, Outgoing } from "../../src/gateway.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
  app.get("/x", () => "x");
});

const get = (): Promise<Response> => app.fetch(new Request("http://localhost/x?q=1"));

const bare500 =
  '{"type":"about:blank","title":"Internal Server Error","status":500,"instance":"/x"}';

const failures: readonly (readonly [string, Layer])[] = [
  [
    "throws before the application",
    () => () => {
      throw new Error("secret");
    },
  ],
  ["rejects", () => () => Promise.reject(new Error("secret"))],
  [
    "throws after the application",
    (next) => (incoming) => {
      void next(incoming);
      throw new Error("secret");
    },
  ],
  [
    "rejects after the application",
    (next) => async (incoming) => {
      await next(incoming);
      throw new Error("secret");
    },
  ],
];

describe.each(failures)("a layer that %s", (_, layer) => {
  beforeEach(() => app.wrap(layer));

  test("is a 500 whose body tells nothing, and is logged", async () => {
    const response = await get();
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.text()).toBe(bare500);
    expect(log.entries).toEqual([["error", "GET /x: a layer failed", new Error("secret")]]);
  });

  test("is told of in debug", async () => {
    app.debug = true;
    expect(await (await get()).json()).toMatchObject({ detail: "Error: secret" });
  });

  test("is caught by a layer around it", async () => {
    const rescue =
      (next: Gateway): Gateway =>
      async (incoming) => {
        try {
          return await next(incoming);
        } catch {
          return { status: 503, headers: new HeaderFields(), body: "rescued" };
        }
      };
    app.wrap(rescue);
    expect(await (await get()).text()).toBe("rescued");
    expect(log.entries).toEqual([]);
  });
});

describe("an HTTPError of a layer", () => {
  test("is answered with its status and its fields, and not logged", async () => {
    app.wrap(() => () => {
      throw new Unauthorized("who are you?", { wwwAuthenticate: "Basic" });
    });
    const response = await get();
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Basic");
    expect(await response.json()).toMatchObject({ detail: "who are you?", instance: "/x" });
    expect(log.entries).toEqual([]);
  });

  test("goes past hooks and error handlers, which are within", async () => {
    const ran: string[] = [];
    app.afterRequest(() => void ran.push("after"));
    app.errorHandler(403, () => "handled");
    app.wrap(() => () => abort(403));
    expect((await get()).headers.get("content-type")).toBe("application/problem+json");
    expect(ran).toEqual([]);
  });

  test("is a 500 if its fields cannot be sent", async () => {
    app.wrap(() => () => {
      throw new HTTPError(401, "secret", { headers: { "www-authenticate": "a\r\nb: c" } });
    });
    const response = await get();
    expect([response.status, await response.text()]).toEqual([500, bare500]);
    expect(log.entries).toHaveLength(1);
  });
});

describe("a layer that gives back no answer", () => {
  test.each([undefined, null, "text", [], { status: 200 }])("but %j is a 500", async (value) => {
    app.wrap(() => () => value as unknown as Outgoing);
    expect((await get()).status).toBe(500);
    expect(String(log.entries[0]?.[2])).toContain("[layer-answer]");
  });

  test("nor later is a 500 too", async () => {
    app.wrap((next) => async (incoming) => {
      await next(incoming);
      return undefined as unknown as Outgoing;
    });
    expect((await get()).status).toBe(500);
    expect(String(log.entries[0]?.[2])).toContain("Cannot answer with undefined");
  });
});

test.each([
  ["no function", "layer", "it is a value of type string"],
  ["a function that makes nothing", () => undefined, "it made undefined"],
  ["a function that makes an object", () => ({}), "it made a value of type object"],
])("%s is refused when it is registered", (_, layer, message) => {
  expect(() => app.wrap(layer as unknown as Layer)).toThrow(
    expect.objectContaining({ code: "layer", message: expect.stringContaining(message) as string }),
  );
});

test("layers that do not fail change nothing, and the last one is the first to be asked", async () => {
  const order: string[] = [];
  for (const name of ["inner", "outer"]) {
    app.wrap((next) => (incoming) => {
      order.push(name);
      return next(incoming);
    });
  }
  expect(await (await get()).text()).toBe("x");
  expect(order).toEqual(["outer", "inner"]);
});
