// Workers that say which of them answers, and that can be made to die in every way.
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Hipflask, jsonify } from "hipflask";

const { RUN_OPTIONS = "{}", VERSION_FILE } = process.env;
const isWorker = process.env["HIPFLASK_WORKER"] !== undefined;
const version = VERSION_FILE === undefined ? "1" : readFileSync(VERSION_FILE, "utf8");
if (isWorker && version === "broken") throw new Error("broken from the start");

const app = new Hipflask();
app.get("/", ({ log }) => {
  log.info("asked");
  return jsonify({ pid: process.pid, version });
});
app.get("/slow", async () => {
  console.log("slow began");
  await setTimeout(600);
  return "slow done";
});
app.get("/stuck", () => {
  console.log("stuck began");
  for (;;);
});
app.run(JSON.parse(RUN_OPTIONS) as object);

// It listens, and then something goes wrong.
if (isWorker && version === "short-lived") await setTimeout(100).then(() => process.exit(3));
