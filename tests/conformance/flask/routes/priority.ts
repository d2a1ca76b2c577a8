// Section "Rule priority": rules that more than one request fits, in the recorded order of registration.
// Two that would never be asked, because another has the same rule, are refused at start-up and so left out.

import type { Hipflask } from "hipflask";
import { tell } from "../values.ts";

export function priorityRoutes(app: Hipflask): void {
  app.get("/prio/<path:p>", { name: "prio_path" }, tell);
  app.get("/prio/<s>", { name: "prio_str" }, tell);
  app.get("/prio/<float:x>", { name: "prio_float" }, tell);
  app.get("/prio/<int:n>", { name: "prio_int" }, tell);
  app.get("/prio/<uuid:u>", { name: "prio_uuid" }, tell);
  app.get("/prio/<any(on, off):flag>", { name: "prio_any" }, tell);
  app.get("/prio/static", { name: "prio_static" }, tell);

  app.get("/prio2/<int(min=10):n>", { name: "prio2_int" }, tell);
  app.get("/prio2/<s>", { name: "prio2_str" }, tell);

  app.post("/prio3/me", { name: "prio3_me" }, tell);
  app.get("/prio3/<name>", { name: "prio3_name" }, tell);

  app.get("/prio4/<a>/x", { name: "prio4_ax" }, tell);
  app.get("/prio4/y/<b>", { name: "prio4_yb" }, tell);

  app.get("/prio5/<a>/<b>", { name: "prio5_ab" }, tell);
  app.get("/prio5/<path:p>", { name: "prio5_path" }, tell);
  app.get("/prio5/<a>/static", { name: "prio5_as" }, tell);

  app.get("/prio6/<int:n>", { name: "prio6_int" }, tell);
  app.delete("/prio6/<name>", { name: "prio6_name" }, tell);

  app.get("/prio7/<b>", { name: "prio7_b" }, tell);
  app.get("/prio7/a<b>", { name: "prio7_ab" }, tell);
  app.get("/prio7/ab<c>", { name: "prio7_abc" }, tell);

  app.get("/prio8/<a>", { name: "prio8_a" }, tell);
  app.get("/prio8/<a>-<b>", { name: "prio8_ab" }, tell);

  app.get("/prio9/<int:n>", { name: "prio9_int" }, tell);
  app.get("/prio9/<float:x>", { name: "prio9_float" }, tell);

  app.get("/prio10/<path:p>/end", { name: "prio10_path_end" }, tell);
  app.get("/prio10/<path:p>", { name: "prio10_path" }, tell);

  app.get("/prio11/dup", { name: "prio11_first" }, tell);
  app.get("/prio12/<a>", { name: "prio12_a" }, tell);

  app.get("/prio13/<string(length=2):s>", { name: "prio13_s1" }, tell);
  app.get("/prio13/<string(minlength=1):s>", { name: "prio13_s2" }, tell);
}
