// Builds dist/ from src/: ES modules, declarations and source maps, nothing bundled; beside them
// what the debugger's pages are made of. The old dist/ goes first, so that no file outlives its source.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}/dist`, { recursive: true, force: true });
const compiler = `${root}/node_modules/@typescript/native/bin/tsc`;
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
cpSync(`${root}/src/debug/page`, `${root}/dist/debug/page`, {
  recursive: true,
  filter: (path) => !path.endsWith(".json"),
});
process.exitCode = status ?? 1;
