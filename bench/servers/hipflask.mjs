// The built package, as users install it. Not imported by name: bench/ is a package of its own.
import { Hipflask } from "../../dist/index.js";
import { ready } from "./serve.mjs";

const app = new Hipflask();
app.get("/json", () => ({ hello: "world" }));
app.get("/users/<int:id>", ({ id }) => ({ id, username: "sweety" }));
app.post("/echo", async ({ json }) => await json());

const { port } = await app.listen({ port: 0 });
ready(port);
