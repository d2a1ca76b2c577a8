import { afterAll, beforeAll, expect, test } from "vitest";
import { g, request } from "../src/globals.ts";
import { Hipflask, type Server } from "../src/index.ts";

const app = new Hipflask();
app.beforeRequest(() => void (g["name"] = request.query.get("name")));
app.get("/", async () => {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
  return g["name"] as string;
});
app.get(
  "/stream",
  () =>
    new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        controller.enqueue(new TextEncoder().encode(g["name"] as string));
        controller.close();
      },
    }),
);

let server: Server;
beforeAll(async () => {
  server = await app.listen({ port: 0 });
});
afterAll(() => server.close());

test.each(["/", "/stream"])(
  "over one server's connections, %s sees its own request",
  async (path) => {
    const names = Array.from({ length: 300 }, (_, i) => String(i));
    const seen: string[] = [];
    // 30 at a time, over connections that are used again and again.
    const worker = async (mine: string[]): Promise<void> => {
      for (const name of mine)
        seen.push(`${name}=${await (await fetch(`${server.url}${path}?name=${name}`)).text()}`);
    };
    await Promise.all(
      Array.from({ length: 30 }, (_, w) => worker(names.filter((_n, i) => i % 30 === w))),
    );
    expect(seen.toSorted()).toEqual(names.map((name) => `${name}=${name}`).toSorted());
  },
);
