// Logs in its own way.
import { Hipflask } from "hipflask";

const say =
  (level: string) =>
  (...message: unknown[]): void =>
    console.log(`${level}: ${String(message[0])}`);
const app = new Hipflask({
  log: { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") },
});
app.get("/hello", () => "hello");
app.run(JSON.parse(process.env["RUN_OPTIONS"] ?? "{}") as object);
