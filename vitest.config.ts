// How the suites run under vitest on Node, Bun and Deno.
// `portable` needs no runtime of its own; `node` needs sockets, files or child processes.
import { defineConfig } from "vitest/config";

// `hipflask-source` makes `hipflask` and `#runtime` the sources and not the build.
const conditions = ["hipflask-source", "module", "node", "development|production"];

// What needs more than a runtime: a page is the same whichever Node serves it, and a store may not be there.
const inBrowsers = ["tests/**/*.browser.node.test.ts"];
const withRedis = ["tests/**/*redis*.node.test.ts"];

// What is true of the project as files, whatever runs it.
const ofTheProject = ["tests/*.node.test.ts", "tests/tools/*.node.test.ts"];
// What starts every runtime itself, whichever of them runs it.
const withRuntimes = ["tests/package.node.test.ts", "tests/**/*.runtimes.node.test.ts"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Bun gives a package's default export the shape of a namespace already.
    deps: { interopDefault: !("bun" in process.versions) },
    provide: { wantedRuntime: process.env["HIPFLASK_TEST_RUNTIME"] ?? "" },
    allowOnly: false,
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
    projects: [
      {
        extends: true,
        test: {
          name: "portable",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.node.test.ts"],
          // Properties try hundreds of inputs, on machines that may have other work.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          include: ["tests/**/*.node.test.ts"],
          exclude: [...ofTheProject, ...inBrowsers, ...withRedis, ...withRuntimes],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: inBrowsers,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "redis",
          include: withRedis,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "project",
          include: ofTheProject,
          exclude: withRuntimes,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "runtimes",
          include: withRuntimes,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
