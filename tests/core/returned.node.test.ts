import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Hipflask } from "../../src/index.ts";

test("an answer of another server is passed on decoded, and does not say otherwise", async () => {
  const upstream = createServer((_request, response) => {
    const packed = gzipSync("hello from upstream");
    response.writeHead(200, {
      "content-encoding": "gzip",
      "content-length": packed.length,
      "content-type": "text/plain",
    });
    response.end(packed);
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const { port } = upstream.address() as AddressInfo;

  const app = new Hipflask();
  app.get("/", () => fetch(`http://127.0.0.1:${port}/`));
  const response = await app.testClient().get("/");
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("content-length")).toBeNull();
  expect(await response.text()).toBe("hello from upstream");
  upstream.close();
});

test("a Response that was made with an encoded body keeps saying so", async () => {
  const app = new Hipflask();
  app.get("/", () => new Response(gzipSync("packed"), { headers: { "content-encoding": "gzip" } }));
  const response = await app.testClient().get("/");
  expect(response.headers.get("content-encoding")).toBe("gzip");
});
