// How the portable suite runs inside workerd, the runtime of Cloudflare Workers.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const conditions = ["hipflask-source", "workerd", "worker", "module", "browser"];

export default defineConfig({
  // No later than the newest date that the installed workerd knows.
  plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-10-01" } })],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: "workerd",
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/**/*.node.test.ts"],
    // A fresh isolate per file takes five times as long; Node, Bun and Deno do give one.
    isolate: false,
    setupFiles: ["./tools/workerd-setup.mjs"],
    provide: { wantedRuntime: "workerd" },
  },
});
