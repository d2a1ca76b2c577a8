// The built package, as users install it. Not imported by name: bench/ is a package of its own.
import { Hipflask } from "../../../dist/index.js";
import { laterRows, rows } from "../rows.mjs";
import { ready } from "./serve.mjs";

const app = new Hipflask();
app.get("/rows/<int:count>", ({ count }) => laterRows(count));
app.get("/sync/<int:count>", ({ count }) => rows(count));

const { port } = await app.listen({ port: 0 });
ready(port);
