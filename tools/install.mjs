// Brings what the suites need beside the root's node_modules: the other runtimes and a
// Chromium. Does nothing where everything is in place.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./step.mjs";

/** Installs a sub-package by its lock, unless the tree there came from this very lock. */
export async function installPackage(folder) {
  const lock = readFileSync(join(root, folder, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  const stamp = join(root, folder, "node_modules", ".installed-lock-sha256");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return { ok: true, output: "" };

  const installed = await run("npm", ["ci", "--prefix", folder]);
  if (installed.ok) writeFileSync(stamp, hash);
  return installed;
}

// What the packaged Chromium links to and does not bring along.
const systemLibraries = [
  { file: "libnss3.so", debian: "libnss3" },
  { file: "libnspr4.so", debian: "libnspr4" },
  { file: "libexpat.so.1", debian: "libexpat1" },
];

/** Makes sure that a Chromium is there and starts: the system's own, else the packaged one. */
export async function installChromium() {
  const installed = await installPackage("test/browser");
  if (!installed.ok) return installed;
  if (!existsSync("/usr/bin/chromium")) {
    const libraries = await installSystemLibraries();
    if (!libraries.ok) return libraries;
  }
  return run(process.execPath, ["--import", "tsx", "tools/check-chromium.mjs"]);
}

async function installSystemLibraries() {
  const missing = (await missingLibraries()).map(({ debian }) => debian);
  if (missing.length === 0) return { ok: true, output: "" };
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    const output =
      `Chromium cannot start: ${missing.join(", ")} not found.\n` +
      `Fix: sudo apt-get install ${missing.join(" ")}, or install chromium itself\n`;
    return { ok: false, output };
  }
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update"], { env });
  if (!updated.ok) return updated;
  return run("apt-get", ["install", "-y", "--no-install-recommends", ...missing], { env });
}

async function missingLibraries() {
  // Not on every PATH, even root's.
  const { output } = await run("/sbin/ldconfig", ["-p"]);
  return systemLibraries.filter(({ file }) => !output.includes(`${file} `));
}
