// Builds dist/ from src/: ES modules, declarations and source maps, nothing bundled.
// The old dist/ goes first, so that no file outlives its source.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}/dist`, { recursive: true, force: true });
const compiler = `${root}/node_modules/@typescript/native/bin/tsc`;
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
