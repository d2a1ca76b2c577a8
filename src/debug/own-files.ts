// Whether the debugger's files stand where it looks for them: styles, scripts, the programs of its parent and its worker.

import { existsSync } from "node:fs";
import { SetupError } from "../errors/setup-error.ts";

/**
 * Refuses to begin without them.
 *
 * @param base The module beside which they stand.
 * @throws {SetupError} `debug-bundled`.
 */
export function refuseWithoutFiles(base: string): void {
  if (existsSync(new URL("page/page.css", base))) return;
  throw new SetupError({
    code: "debug-bundled",
    message:
      "Cannot debug this program: the files of the debugger do not stand beside its code, which has been bundled",
    fix: "leave hipflask out of the bundle (esbuild: --external:hipflask), or run the sources",
  });
}
