// What `deno serve`, Bun and Workers ask for, and a program of its own: both at once.
import { Hipflask, isMain } from "hipflask";

const app = new Hipflask();
app.get("/", () => "once");
if (isMain(import.meta)) app.run(JSON.parse(process.env["RUN_OPTIONS"] ?? "{}") as object);
export default app;
