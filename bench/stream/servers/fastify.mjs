import { Readable } from "node:stream";
import fastify from "fastify";
import { arrayTexts } from "../rows.mjs";
import { countOf, ready } from "./serve.mjs";

const app = fastify();
app.get("/rows/:count", (request, reply) =>
  reply.type("application/json").send(Readable.from(arrayTexts(countOf(request.url)))),
);

await app.listen({ port: 0, host: "127.0.0.1" });
ready(app.server.address().port);
