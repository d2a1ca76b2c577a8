// `npm test`: every check, and every suite on every runtime; then a table and one plain line.
// `npm run test:quick`: what needs only this Node and the root's `npm ci`.
import { availableParallelism } from "node:os";
import { installChromium, installPackage, installRedis } from "./install.mjs";
import { bun, currentNode, deno, otherNodes } from "./runtimes.mjs";
import { schedule } from "./schedule.mjs";
import { endRunning, run } from "./step.mjs";
import { progressLine, table, verdict } from "./summary.mjs";
import { runVitest } from "./vitest-run.mjs";

const install = (name, start) => ({ name, kind: "install", start });

/** Passes or fails as a whole. */
const check = (name, needs, command, ...args) => ({
  name,
  kind: "check",
  needs,
  start: () => run(command, args),
});

/** Counts its tests. */
const suite = (name, needs, cores, runtime, ...args) => ({
  name,
  kind: "suite",
  needs,
  cores,
  start: () => runVitest(name, runtime, args),
});

const node = process.execPath;
const bin = (name) => `node_modules/.bin/${name}`;

const browser = "install Chromium";
const redis = "install Redis";
const runtimes = "install runtimes";

const build = check("build", [], node, "tools/build.mjs");
const format = check("format", [], bin("oxfmt"), "--check");
const types = check("types", [], bin("tsc"), "-p", "tsconfig.json");
const pageTypes = check("types of pages", [], bin("tsc"), "-p", "src/debug/page/tsconfig.json");
const lint = check("lint", [], bin("oxlint"), "--type-aware", "--deny-warnings");
const portable = (runtime, needs) =>
  suite(`portable, ${runtime.title}`, needs, 1, runtime, "--project", "portable");
// Two cores: the clocks of real sockets want a machine of their own. Most of these tests wait, so two files run at a time.
const sockets = (runtime, needs, ...projects) =>
  suite(
    `node, ${runtime.title}`,
    needs,
    2,
    runtime,
    "--maxWorkers=2",
    ...["node", ...projects].map((name) => `--project=${name}`),
  );

// A minute of what `npm run soak` does for ten. Its clients keep both cores busy.
const soak = {
  name: "soak",
  kind: "check",
  needs: [],
  cores: 2,
  start: () =>
    run(node, [
      "--conditions=hipflask-source",
      "--import",
      "tsx",
      "tests/soak/run.ts",
      "--minutes=1",
    ]),
};

const quickRun = () => [
  build,
  types,
  pageTypes,
  lint,
  format,
  portable(currentNode, []),
  sockets(currentNode, ["build"]),
  suite("project", ["build"], 2, currentNode, "--project=project"),
];

const fullRun = () => [
  build,
  install(browser, installChromium),
  install(redis, installRedis),
  install(runtimes, () => installPackage("test/runtimes")),
  types,
  pageTypes,
  lint,
  format,
  check("unused code", [], bin("knip"), "--no-config-hints"),
  check("package", ["build"], node, "tools/check-package.mjs"),
  check("declarations", ["build"], node, "tools/check-declarations.mjs"),
  portable(currentNode, []),
  ...[...otherNodes, bun, deno].map((runtime) => portable(runtime, [runtimes])),
  suite("portable, workerd", [], 1, currentNode, "--config", "vitest.workerd.config.ts"),
  suite("project", ["build", runtimes], 2, currentNode, "--project=project", "--project=runtimes"),
  sockets(currentNode, ["build", browser, redis], "browser", "redis"),
  soak,
  // A page is the same whichever Node serves it.
  ...otherNodes.map((runtime) => sockets(runtime, ["build", runtimes, redis], "redis")),
];

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    endRunning();
    process.exit(130);
  });
}

const results = await schedule(process.argv.includes("--quick") ? quickRun() : fullRun(), {
  cores: availableParallelism(),
  onDone: (result) => console.log(progressLine(result)),
});
const { line, ok } = verdict(results);
console.log(`\n${table(results)}\n\n${line}`);
process.exitCode = ok ? 0 : 1;
