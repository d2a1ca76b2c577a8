// Brings what the suites need beside the root's node_modules: the other runtimes, a Chromium
// and a Redis server. Does nothing where everything is in place.
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

/** Makes sure that a Redis server can be started: the system's own, else Debian's. */
export async function installRedis() {
  const there = await run("redis-server", ["--version"]);
  if (there.ok) return there;
  const installed = await installDebianPackages(
    ["redis-server"],
    "The tests of the Redis store need a redis-server to start, and there is none.",
  );
  return installed.ok ? run("redis-server", ["--version"]) : installed;
}

async function installSystemLibraries() {
  const missing = (await missingLibraries()).map(({ debian }) => debian);
  if (missing.length === 0) return { ok: true, output: "" };
  return installDebianPackages(
    missing,
    `Chromium cannot start: ${missing.join(", ")} not found.`,
    ", or install chromium itself",
  );
}

// One at a time: apt-get does not wait for another's lock.
let installing = Promise.resolve();

/** As root, or where sudo asks for no password; elsewhere it says what to do, and fails. */
function installDebianPackages(packages, problem, otherwise = "") {
  const installed = installing.then(() => aptGetInstall(packages, problem, otherwise));
  installing = installed.then(() => undefined);
  return installed;
}

async function aptGetInstall(packages, problem, otherwise) {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const may = sudo.length === 0 || (await run("sudo", ["-n", "true"])).ok;
  if (!may || !existsSync("/usr/bin/apt-get")) {
    const fix = `sudo apt-get install ${packages.join(" ")}${otherwise}`;
    return { ok: false, output: `${problem}\nFix: ${fix}\n` };
  }
  // A Debian package of a server would also start it, as a service that nobody asked for.
  const [command, ...before] = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
  const updated = await run(command, [...before, "apt-get", "update"]);
  if (!updated.ok) return updated;
  const options = ["install", "-y", "--no-install-recommends"];
  return run(command, [...before, "apt-get", ...options, ...packages]);
}

async function missingLibraries() {
  // Not on every PATH, even root's.
  const { output } = await run("/sbin/ldconfig", ["-p"]);
  return systemLibraries.filter(({ file }) => !output.includes(`${file} `));
}
