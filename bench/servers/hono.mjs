import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { ready } from "./serve.mjs";

const app = new Hono();
app.get("/json", (context) => context.json({ hello: "world" }));
app.get("/users/:id", (context) =>
  context.json({ id: Number(context.req.param("id")), username: "sweety" }),
);
app.post("/echo", async (context) => context.json(await context.req.json()));

serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => ready(port));
