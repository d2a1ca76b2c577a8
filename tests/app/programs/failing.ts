// Fails in every way that a program can.
import { Hipflask } from "../../../src/app/hipflask.ts";
import type { RunOptions } from "../../../src/app/hipflask.ts";

const app = new Hipflask();

app.get("/handler/<int:id>", ({ id }): string => {
  const user = { name: "sweety", id };
  console.log("about to fail for", user.name);
  throw new TypeError("in a handler");
});
app.get("/after", ({ after }) => {
  after(Promise.reject(new Error("in work after the response")));
  return "sent";
});
app.get("/stream", async function* () {
  yield 1;
  await Promise.resolve();
  throw new Error("in a stream");
});
app.get("/teardown", () => "sent");
app.teardownRequest((_, { path }) => {
  if (path === "/teardown") throw new Error("in a teardown");
});
app.get("/rejection", () => {
  setTimeout(() => void Promise.reject(new Error("in a promise")), 1);
  return "sent";
});
app.get("/exception", () => {
  setTimeout(() => {
    throw new Error("in a timer");
  }, 1);
  return "sent";
});

app.run(JSON.parse(process.env["RUN_OPTIONS"] ?? "{}") as RunOptions);
