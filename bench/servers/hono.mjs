import { createServer as createTlsServer } from "node:https";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import { ready, setup, tls } from "./serve.mjs";

const app = new Hono();

if (setup.hasHooks) {
  fiveTimes(() =>
    app.use((context, next) => {
      lookAtAccept(context.req.header("accept"));
      return next();
    }),
  );
  fiveTimes(() =>
    app.use(async (context, next) => {
      await next();
      lookAtStatus(context.res.status);
    }),
  );
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/:id`, (context) =>
      context.json({ path, id: Number(context.req.param("id")) }),
    );
  }
} else {
  app.get("/json", (context) => context.json({ hello: "world" }));
  app.get("/page", (context) => context.json(page));
  app.get("/list", (context) => context.json(list));
  app.get("/users/:id", (context) =>
    context.json({ id: Number(context.req.param("id")), username: "sweety" }),
  );
  app.post("/echo", async (context) => context.json(await context.req.json()));
}

const overTls = tls ? { createServer: createTlsServer, serverOptions: tls } : {};
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1", ...overTls }, ({ port }) =>
  ready(port),
);
if (setup.idleTimeoutMs) server.keepAliveTimeout = setup.idleTimeoutMs;
