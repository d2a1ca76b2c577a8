import { describe, expect, test } from "vitest";
import type { Gateway, Outgoing } from "../../../src/gateway.ts";
import { HeaderFields } from "../../../src/http/headers.ts";
import { fetchHandler } from "../../../src/runtimes/web/fetch-handler.ts";

const outgoing = (body: Outgoing["body"]): Outgoing => ({
  status: 200,
  headers: new HeaderFields({ "x-a": "1" }),
  body,
});

const echo: Gateway = async (incoming) =>
  outgoing(
    JSON.stringify([
      incoming.method,
      incoming.target,
      incoming.scheme,
      incoming.authority,
      new TextDecoder().decode(await incoming.readBody(100)),
    ]),
  );

describe("a gateway as a fetch handler", () => {
  test("is given the request, and gives the answer", async () => {
    const request = new Request("https://example.com:8443/a%2Fb?x=1", {
      method: "PUT",
      body: "hi",
    });
    const response = await fetchHandler(echo)(request);
    expect(response).toBeInstanceOf(Response);
    expect(response.headers.get("x-a")).toBe("1");
    expect(await response.json()).toEqual(["PUT", "/a%2Fb?x=1", "https", "example.com:8443", "hi"]);
  });

  test("answers HEAD without a body, whatever the gateway gives", async () => {
    const handler = fetchHandler(() => outgoing("hello"));
    const response = await handler(new Request("http://a/", { method: "HEAD" }));
    expect(response.body).toBeNull();
    expect(response.headers.get("content-length")).toBe("5");
  });

  test("rejects if the gateway throws, which none should", async () => {
    const handler = fetchHandler(() => {
      throw new Error("broken gateway");
    });
    await expect(handler(new Request("http://a/"))).rejects.toThrow("broken gateway");
  });

  test("gives work that outlives the answer to whoever keeps the platform going", async () => {
    const waiting: Promise<unknown>[] = [];
    const work = Promise.resolve("done");
    const handler = fetchHandler((incoming) => {
      incoming.waitUntil?.(work);
      return outgoing("ok");
    });
    const context = { waitUntil: (promise: Promise<unknown>) => void waiting.push(promise) };
    await handler(new Request("http://a/"), {}, context);
    expect(waiting).toEqual([work]);
  });

  test.each([undefined, null, {}, { waitUntil: "later" }])(
    "needs nobody who does: %j",
    async (context) => {
      const handler = fetchHandler((incoming) => {
        incoming.waitUntil?.(Promise.resolve());
        return outgoing("ok");
      });
      const response = await handler(new Request("http://a/"), {}, context);
      expect(response.status).toBe(200);
    },
  );
});
