import { H3, serve } from "h3";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import { certificate, ready, setup } from "./serve.mjs";

const app = new H3();

if (setup.hasHooks) {
  fiveTimes(() =>
    app.use((event) => {
      lookAtAccept(event.req.headers.get("accept"));
    }),
  );
  fiveTimes(() =>
    app.use(async (event, next) => {
      const answer = await next();
      lookAtStatus(event.res.status ?? 200);
      return answer;
    }),
  );
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/:id`, (event) => ({ path, id: Number(event.context.params.id) }));
  }
} else {
  app.get("/json", () => ({ hello: "world" }));
  app.get("/page", () => page);
  app.get("/list", () => list);
  app.get("/users/:id", (event) => ({
    id: Number(event.context.params.id),
    username: "sweety",
  }));
  app.post("/echo", (event) => event.req.json());
}

const server = serve(app, {
  port: 0,
  hostname: "127.0.0.1",
  silent: true,
  ...(certificate && { tls: { key: certificate.keyFile, cert: certificate.certFile } }),
});
await server.ready();
if (setup.idleTimeoutMs) server.node.server.keepAliveTimeout = setup.idleTimeoutMs;
ready(server.node.server.address().port);
