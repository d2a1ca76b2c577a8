// One of two files that register the same requests.
import type { Hipflask } from "hipflask";

export function registerUsers(app: Hipflask): void {
  app.get("/health", () => "well");
  app.route("/users", { methods: ["POST"] }, () => "made");

  app.get("/users/<name>", ({ name }) => name);
}
