// Runs with the options that it is told.
import { Hipflask, jsonify } from "hipflask";

const app = new Hipflask();
app.get("/hello", () => "hello");
app.post("/users", async ({ json }) => jsonify(await json()));
app.get("/rows", async function* rows() {
  yield 1;
});

const options = process.env["RUN_OPTIONS"];
if (options === undefined || options === "undefined") app.run();
else app.run(JSON.parse(options) as never);
