import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import express from "express";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import { listen, setup, tls } from "./serve.mjs";

const app = express();

if (setup.hasHooks) {
  fiveTimes(() =>
    app.use((request, _response, next) => {
      lookAtAccept(request.headers.accept);
      next();
    }),
  );
  // A middleware sees the answer when it has been sent.
  fiveTimes(() =>
    app.use((_request, response, next) => {
      response.on("finish", () => lookAtStatus(response.statusCode));
      next();
    }),
  );
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/:id`, (request, response) => {
      response.json({ path, id: Number(request.params.id) });
    });
  }
} else {
  app.get("/json", (_request, response) => {
    response.json({ hello: "world" });
  });
  app.get("/page", (_request, response) => {
    response.json(page);
  });
  app.get("/list", (_request, response) => {
    response.json(list);
  });
  app.get("/users/:id", (request, response) => {
    response.json({ id: Number(request.params.id), username: "sweety" });
  });
  app.post("/echo", express.json(), (request, response) => {
    response.json(request.body);
  });
}

listen(tls ? createTlsServer(tls, app) : createServer(app));
