import { expect, test } from "vitest";
import { Hipflask, JSONProvider, jsonify } from "../../src/index.ts";

class Envelope extends JSONProvider {
  override readonly mimetype = "application/vnd.envelope+json";
  override dumps(value: unknown): string {
    return super.dumps({ data: value });
  }
}

test("a provider's own writing and media type are those of every JSON answer that names none", async () => {
  const app = new Hipflask({ json: new Envelope() });
  app.get("/bare", () => [1]);
  app.get("/fields", () => jsonify([1], { headers: { "x-total": "1" } }));
  app.get("/named", () => jsonify([1], { mimetype: "application/hal+json" }));
  const client = app.testClient();
  const types = ["/bare", "/fields", "/named"].map(async (path) => {
    const response = await client.get(path);
    return [response.headers.get("content-type"), await response.text()];
  });
  expect(await Promise.all(types)).toEqual([
    ["application/vnd.envelope+json", '{"data":[1]}'],
    ["application/vnd.envelope+json", '{"data":[1]}'],
    ["application/hal+json", '{"data":[1]}'],
  ]);
});

test("problem documents keep their media type, whatever the provider's", async () => {
  const app = new Hipflask({ json: new Envelope() });
  const response = await app.testClient().get("/nowhere");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("app.json learns classes", async () => {
  class Money {
    readonly cents = 1250;
  }
  const app = new Hipflask();
  app.json.register(Money, (money) => money.cents / 100);
  app.get("/", () => ({ price: new Money() }));
  expect(await (await app.testClient().get("/")).json()).toEqual({ price: 12.5 });
});
