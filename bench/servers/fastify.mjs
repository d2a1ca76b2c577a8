import fastify from "fastify";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import * as schemas from "./schemas.mjs";
import { ready, setup, tls } from "./serve.mjs";

const app = fastify({
  ...(tls && { https: tls }),
  ...(setup.idleTimeoutMs && { keepAliveTimeout: setup.idleTimeoutMs }),
});

if (setup.hasHooks) {
  fiveTimes(() =>
    app.addHook("onRequest", (request, _reply, done) => {
      lookAtAccept(request.headers.accept);
      done();
    }),
  );
  fiveTimes(() =>
    app.addHook("onSend", (_request, reply, _payload, done) => {
      lookAtStatus(reply.statusCode);
      done();
    }),
  );
}

/** A route's options: with a response schema where the setup asks for schemas. */
const answering = (schema) => (setup.hasSchemas ? { schema: { response: { 200: schema } } } : {});

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/:id`, answering(schemas.routed), (request) => ({
      path,
      id: Number(request.params.id),
    }));
  }
} else {
  app.get("/json", answering(schemas.greeting), () => ({ hello: "world" }));
  app.get("/page", answering(schemas.users), () => page);
  app.get("/list", answering(schemas.users), () => list);
  app.get("/users/:id", answering(schemas.user), (request) => ({
    id: Number(request.params.id),
    username: "sweety",
  }));
  app.post("/echo", answering(schemas.order), (request) => request.body);
}

await app.listen({ port: 0, host: "127.0.0.1" });
ready(app.server.address().port);
