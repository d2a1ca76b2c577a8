// How the suites run under vitest on Node, Bun and Deno.
// `portable` needs no runtime of its own; `node` needs sockets, files or child processes.
import { defineConfig } from "vitest/config";

// The condition first, so that `hipflask` and `#runtime` are the sources and not the build.
const conditions = ["hipflask-source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["hipflask-source"] } },
  test: {
    // Bun gives a package's default export the shape of a namespace already.
    deps: { interopDefault: !("bun" in process.versions) },
    projects: [
      {
        extends: true,
        test: {
          name: "portable",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.node.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          include: ["tests/**/*.node.test.ts", "examples/**/*.node.test.ts"],
          exclude: ["**/node_modules/**"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
