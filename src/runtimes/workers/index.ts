// Cloudflare Workers: the platform listens, and calls the `fetch` of what a module exports.

import { plain } from "../paint.ts";
import type { Runtime } from "../runtime.ts";

export const runtime: Runtime = {
  name: "workers",
  isMain: () => false,
  listen: null,
  servedByPlatform: null,
  files: null,
  program: {
    print: (line) => console.log(line),
    printError: (line) => console.error(line),
    paint: plain,
    paintError: plain,
    onStop: () => {},
    exit: () => {},
    worker: null,
    reloader: null,
    supervise: null,
  },
  settings: { environment: () => ({}), readText: null, parseEnv: null },
};
