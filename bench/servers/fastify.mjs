import fastify from "fastify";
import { ready } from "./serve.mjs";

const app = fastify();
app.get("/json", () => ({ hello: "world" }));
app.get("/users/:id", (request) => ({ id: Number(request.params.id), username: "sweety" }));
app.post("/echo", (request) => request.body);

await app.listen({ port: 0, host: "127.0.0.1" });
ready(app.server.address().port);
