// What a layer throws, as a client hears of it that is connected by a socket.

import { afterEach, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { Server } from "../../src/runtimes/runtime.ts";
import { recordedLog } from "./recorded-log.ts";

let server: Server | undefined;

afterEach(() => server?.close());

test.each([undefined, "node:http"] as const)(
  "over a socket, with server: %s, it is the same 500, and the connection goes on",
  async (front) => {
    const log = recordedLog();
    const app = new Hipflask({ log });
    app.get("/x", () => "x");
    app.wrap((next) => async (incoming) => {
      if (incoming.target === "/fails") throw new Error("secret");
      return next(incoming);
    });
    server = await app.listen({ port: 0, server: front });
    const response = await fetch(`${server.url}/fails`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      instance: "/fails",
    });
    expect(await (await fetch(`${server.url}/x`)).text()).toBe("x");
    expect(log.entries).toEqual([["error", "GET /fails: a layer failed", new Error("secret")]]);
  },
);
