// Registers in two files what only one can answer, and prints what it hears of that.
import { Hipflask } from "hipflask";
import { registerUsers } from "./users.ts";

const app = new Hipflask();
registerUsers(app);
const second = [
  () => app.view("/users/<id>", { get: () => "x" }),
  () => app.route("/users/<id>", () => "x"),
  () => app.get("/users/<id>", () => "x"),
];
for (const register of second) {
  try {
    register();
  } catch (error) {
    console.log((error as Error).message);
  }
}
