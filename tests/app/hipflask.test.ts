import { beforeEach, describe, expect, inject, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { TestClient } from "../../src/testing/test-client.ts";

let app: Hipflask;

beforeEach(() => {
  app = new Hipflask();
  app.get("/users/<int:id>", ({ id }) => ({ id }));
});

test("fetch answers a request of the web platform", async () => {
  const response = await app.fetch(new Request("http://localhost/users/7"));
  expect(response).toBeInstanceOf(Response);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toEqual({ id: 7 });
});

test("fetch can be taken off the application, as platforms do", async () => {
  const { fetch } = app;
  expect((await fetch(new Request("http://localhost/nowhere"))).status).toBe(404);
});

test("every test client has its own cookies", async () => {
  const [one, other] = [app.testClient(), app.testClient()];
  expect(one).toBeInstanceOf(TestClient);
  one.cookies.set("a", "1");
  expect(other.cookies.get("a")).toBeUndefined();
});

describe("listen", () => {
  test("refuses options that do not fit, as a rejection", async () => {
    await expect(app.listen({ port: 70_000 })).rejects.toMatchObject({ code: "run-option" });
  });

  // On Workers this is what the program hears; elsewhere it gets a server.
  test("opens a port, or says where the platform does", async () => {
    const outcome = await app.listen({ port: 0 }).then(
      async (server) => server.close().then(() => "closed"),
      (error: { readonly code: string; readonly fix: string }) => `${error.code}: ${error.fix}`,
    );
    expect(outcome).toBe(
      inject("wantedRuntime") === "workerd" ? "no-listen: write export default app" : "closed",
    );
  });
});
