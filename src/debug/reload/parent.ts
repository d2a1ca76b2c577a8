// The entry program of the process that restarts another: started by `startReloading`, never by people.

import { program } from "../../runtimes/node/program.ts";
import { Reloader } from "./reloader.ts";
import { takePlan } from "./reload-plan.ts";

const reloader = new Reloader(takePlan(process.env), program);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => reloader.stop());
}
// Whoever started it is gone, where it could not take its place.
process.on("disconnect", () => reloader.kill());
await reloader.start();
