// The runtimes of the test run, and the command that starts each.
// Commands are functions: the files they name are there only once they are installed.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./step.mjs";

const modules = join(root, "test/runtimes/node_modules");
const major = process.versions.node.split(".")[0];

/** The Node that runs this: normally 20, the oldest that Hipflask supports. */
export const currentNode = {
  name: `node${major}`,
  title: `Node ${major}`,
  command: () => [process.execPath],
};

/** The other Nodes, which come from the npm registry. */
export const otherNodes = ["24", "26"]
  .filter((other) => other !== major)
  .map((other) => ({
    name: `node${other}`,
    title: `Node ${other}`,
    command: () => [join(modules, `node${other}/bin/node`)],
  }));

export const bun = {
  name: "bun",
  title: "Bun",
  // Without `--bun` it would start Node.
  command: () => [binary("@oven", "bin/bun"), "--bun"],
};

export const deno = {
  name: "deno",
  title: "Deno",
  command: () => [binary("@deno", "deno"), "run", "-A", "--no-remote", "--no-prompt"],
};

// Each publishes one package per platform, and npm installs the one that fits.
function binary(scope, file) {
  const folder = join(modules, scope);
  const platforms = existsSync(folder) ? readdirSync(folder) : [];
  const found = platforms.map((name) => join(folder, name, file)).find((path) => existsSync(path));
  return found ?? join(folder, file);
}
