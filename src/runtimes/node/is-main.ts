// Python's `__name__ == "__main__"`: `import.meta.main` where it exists, a comparison of paths where not.

import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Whether the module is the program that was started. */
export function isMain(meta: ImportMeta): boolean {
  const { main, url } = meta as { readonly main?: unknown; readonly url?: string };
  if (typeof main === "boolean") return main;
  const started = process.argv[1];
  if (started === undefined || url === undefined || !url.startsWith("file:")) return false;
  const path = fileURLToPath(url);
  if (path === started) return true;
  // `node app` starts app.js, `node .` starts what package.json names, and npm's bin
  // folder is made of links: the file that was meant is what counts.
  try {
    return realpathSync(createRequire(url).resolve(started)) === realpathSync(path);
  } catch {
    return false;
  }
}
