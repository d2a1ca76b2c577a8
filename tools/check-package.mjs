// Packs the package as npm would publish it and lets publint and are-the-types-wrong judge the
// tarball. Needs dist/. Packing runs no scripts: the build of others would be swept away.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./step.mjs";

const folder = join(root, ".results");
mkdirSync(folder, { recursive: true });

const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const tarball = join(folder, `${name}-${version}.tgz`);

const commands = [
  ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", folder],
  ["node_modules/.bin/publint", "--strict", tarball],
  ["node_modules/.bin/attw", tarball, "--profile", "esm-only", "--no-emoji"],
];

for (const [command, ...args] of commands) {
  const { ok, output } = await run(command, args);
  process.stdout.write(output);
  if (!ok) {
    process.exitCode = 1;
    break;
  }
}
