// Node, and every runtime that offers node:net: Bun and Deno.

import type { Runtime } from "../runtime.ts";
import { files } from "./files.ts";
import { isMain } from "./is-main.ts";
import { listen } from "./listen.ts";
import { program } from "./program.ts";
import { servedByDeno } from "./served-by-platform.ts";
import { settings } from "./settings.ts";

const isDeno = "deno" in process.versions;

export const runtime: Runtime = {
  name: "node",
  files,
  isMain,
  listen,
  program,
  settings,
  servedByPlatform: isDeno ? async (app) => servedByDeno(app, program.print) : null,
};
