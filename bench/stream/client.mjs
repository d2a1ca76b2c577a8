// Reads answers as fast as they come, in a process of its own: how long, how much, and how they begin and end.
import { get } from "node:http";

process.on("message", ({ url, accept }) => {
  const startedMs = performance.now();
  let firstMs = 0;
  let bytes = 0;
  let start = "";
  let end = "";
  get(url, { headers: { accept }, agent: false }, (response) => {
    response.on("data", (chunk) => {
      if (bytes === 0) firstMs = performance.now() - startedMs;
      if (start.length < 200) start += chunk.subarray(0, 200).toString("latin1");
      bytes += chunk.length;
      end = (end + chunk.subarray(-8).toString("latin1")).slice(-8);
    });
    response.on("error", (error) => process.send({ failure: error.message }));
    response.on("end", () =>
      process.send({ elapsedMs: performance.now() - startedMs, firstMs, bytes, start, end }),
    );
  }).on("error", (error) => process.send({ failure: error.message }));
});
process.on("disconnect", () => process.exit(0));
