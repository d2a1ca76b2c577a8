import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { provide } from "../../src/core/provide.ts";
import type { TestClient } from "../../src/testing/test-client.ts";

let app: Hipflask;
let client: TestClient;

beforeEach(() => {
  app = new Hipflask({ secretKey: "8fdc2a01b7e94c5d8a36f0e1c2b3d4a5" });
  client = app.testClient();
});

test("the function sees the route and the request, and neither hooks nor the handler run", async () => {
  const ran: string[] = [];
  app.beforeRequest(() => void ran.push("before"));
  app.afterRequest(() => void ran.push("after"));
  app.post("/users/<int:id>", { name: "user" }, () => {
    ran.push("handler");
    return "x";
  });
  const seen = await client.within(
    "/users/7",
    async ({ json, method, params, route, urlFor }) => ({
      method,
      params,
      endpoint: route?.endpoint,
      url: urlFor("user", { id: 8 }),
      sent: await json(),
    }),
    { method: "POST", json: { a: 1 } },
  );
  expect(seen).toEqual({
    method: "POST",
    params: { id: 7 },
    endpoint: "user",
    url: "/users/8",
    sent: { a: 1 },
  });
  expect(ran).toEqual([]);
});

test("where no route is, there is a request all the same", async () => {
  expect(await client.within("/nowhere", ({ path, route }) => [path, route])).toEqual([
    "/nowhere",
    null,
  ]);
});

test("the session of the client is there", async () => {
  await client.session((session) => void (session["user"] = 7));
  expect(await client.within("/", ({ session }) => session["user"])).toBe(7);
});

describe("at the end", () => {
  const log: unknown[] = [];
  const connection = provide((_context, onCleanup) => {
    onCleanup((error) => void log.push(["closed", error]));
    return "open";
  });

  beforeEach(() => {
    log.length = 0;
    app.teardownRequest((error) => void log.push(["teardown", error]));
    app.get("/", () => "x");
  });

  test("what providers have made is let go of, after the functions of teardown", async () => {
    expect(await client.within("/", (context) => connection(context))).toBe("open");
    expect(log).toEqual([
      ["teardown", undefined],
      ["closed", undefined],
    ]);
  });

  test("both hear of a failure, which is thrown", async () => {
    const error = new Error("no");
    const failing = client.within("/", (context) => {
      connection(context);
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(log).toEqual([
      ["teardown", error],
      ["closed", error],
    ]);
  });
});

test("what a converter of the program throws is thrown", async () => {
  const failing = new Hipflask({
    converters: {
      failing: () => ({
        parse() {
          throw new Error("no");
        },
        format: String,
      }),
    },
  });
  failing.get("/<failing:x>" as "/", () => "x");
  await expect(failing.testClient().within("/1", () => "never")).rejects.toThrow("no");
});
