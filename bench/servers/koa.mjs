// Koa has neither a router nor a body parser of its own; these are the ones of its organisation.
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { bodyParser } from "@koa/bodyparser";
import { Router } from "@koa/router";
import Koa from "koa";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import { listen, setup, tls } from "./serve.mjs";

const app = new Koa();
const router = new Router();

if (setup.hasHooks) {
  fiveTimes(() =>
    app.use((context, next) => {
      lookAtAccept(context.get("accept"));
      return next();
    }),
  );
  fiveTimes(() =>
    app.use(async (context, next) => {
      await next();
      lookAtStatus(context.status);
    }),
  );
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    router.get(`${path}/:id`, (context) => {
      context.body = { path, id: Number(context.params.id) };
    });
  }
} else {
  router.get("/json", (context) => {
    context.body = { hello: "world" };
  });
  router.get("/page", (context) => {
    context.body = page;
  });
  router.get("/list", (context) => {
    context.body = list;
  });
  router.get("/users/:id", (context) => {
    context.body = { id: Number(context.params.id), username: "sweety" };
  });
  router.post("/echo", bodyParser(), (context) => {
    context.body = context.request.body;
  });
}
app.use(router.routes());

const serve = app.callback();
listen(tls ? createTlsServer(tls, serve) : createServer(serve));
