// Requests that take as long as a test wants. What a handler has begun, it prints.
import { setTimeout } from "node:timers/promises";
import { Hipflask, Response } from "hipflask";

const app = new Hipflask();

app.get("/quick", () => "quick");

app.get("/slow", async () => {
  console.log("slow began");
  await setTimeout(600);
  return "slow done";
});

app.get("/stream", () => {
  async function* lines(): AsyncGenerator<string> {
    for (let line = 0; line < 6; line++) {
      yield `line ${line}\n`;
      await setTimeout(100);
    }
  }
  return new Response(lines());
});

app.post("/upload", async ({ text }) => `got ${(await text()).length}`);

app.get("/after", ({ after }) => {
  after(setTimeout(700).then(() => console.log("after done")));
  return "answered";
});

app.get("/stubborn", async ({ signal }) => {
  console.log("stubborn began");
  signal.addEventListener("abort", () => console.log(`aborted: ${String(signal.reason)}`));
  await setTimeout(60_000);
  return "too late";
});

app.get("/obedient", async ({ signal }) => {
  console.log("obedient began");
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  return "stopped early";
});

app.run(JSON.parse(process.env["RUN_OPTIONS"] ?? "{}") as object);
