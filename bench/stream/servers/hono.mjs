import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import { arrayTexts } from "../rows.mjs";
import { countOf, ready } from "./serve.mjs";

const app = new Hono();
const encoder = new TextEncoder();

app.get("/rows/:count", (context) => {
  context.header("content-type", "application/json");
  return stream(context, async (output) => {
    for await (const text of arrayTexts(countOf(context.req.path))) await output.write(text);
  });
});

app.get("/readable/:count", (context) => {
  const texts = arrayTexts(countOf(context.req.path));
  const body = new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
});

serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => ready(port));
