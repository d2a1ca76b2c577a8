// The example with one more route, which takes its time.
import { setTimeout } from "node:timers/promises";
import { app } from "../../examples/users-api/app.ts";

app.get("/slow", async () => {
  await setTimeout(500);
  return { slow: true };
});

app.run({ port: 0 });
