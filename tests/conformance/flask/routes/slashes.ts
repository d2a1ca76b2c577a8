// Section "Slashes and redirects".

import type { Hipflask } from "hipflask";
import { tell } from "../values.ts";

export function slashRoutes(app: Hipflask): void {
  app.get("/sl/leaf", { name: "sl_leaf" }, tell);
  app.route("/sl/branch/", { name: "sl_branch", methods: ["GET", "POST"] }, tell);
  app.get("/sl/branch-get/", { name: "sl_branch_get" }, tell);
  app.get("/sl/loose/", { name: "sl_loose", strictSlashes: false }, tell);
  app.get("/sl/loose-leaf", { name: "sl_loose_leaf", strictSlashes: false }, tell);
  app.get("/sl/both", { name: "sl_both_leaf" }, tell);
  app.get("/sl/both/", { name: "sl_both_branch" }, tell);
  app.get("/sl/dyn/<int:n>/", { name: "sl_dyn" }, tell);
  app.get("/sl/dynstr/<s>/", { name: "sl_dyn_str" }, tell);
  app.get("/sl/nomerge/<a>/x", { name: "sl_nomerge", mergeSlashes: false }, tell);
  app.get("/sl/a/b/c", { name: "sl_three" }, tell);

  app.get("/sl/target/<int:id>", { name: "sl_target" }, tell);
  app.get("/sl/old/<int:id>", { name: "sl_old", redirectTo: "/sl/target/<id>" }, tell);

  app.get("/sl/pages/", { name: "sl_pages", defaults: { page: 1 } }, tell);
  app.get("/sl/pages/<int:page>", { name: "sl_pages" }, tell);
  app.get("/sl/opt", { name: "sl_opt", defaults: { kind: "none" } }, tell);
  app.get("/sl/opt/<kind>", { name: "sl_opt" }, tell);
}
