// The built package, as users install it. Not imported by name: bench/ is a package of its own.
import { Hipflask } from "../../dist/index.js";
import { list, page, routePaths } from "../bodies.mjs";
import { fiveTimes, lookAtAccept, lookAtStatus } from "./hooks.mjs";
import { ready, setup, tls } from "./serve.mjs";

const app = new Hipflask();

if (setup.hasHooks) {
  fiveTimes(() => app.beforeRequest(({ headers }) => lookAtAccept(headers.get("accept"))));
  fiveTimes(() => app.afterRequest((response) => lookAtStatus(response.status)));
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/<int:id>`, ({ id }) => ({ path, id }));
  }
} else {
  app.get("/json", () => ({ hello: "world" }));
  app.get("/page", () => page);
  app.get("/list", () => list);
  app.get("/users/<int:id>", ({ id }) => ({ id, username: "sweety" }));
  app.post("/echo", async ({ json }) => await json());
}

const timeouts = setup.idleTimeoutMs ? { idleTimeoutMs: setup.idleTimeoutMs } : {};
const { port } = await app.listen({ port: 0, timeouts, ...(tls && { tls }) });
ready(port);
