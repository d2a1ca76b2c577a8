// The suites run where they say they run: a runner that falls back to another
// runtime would pass every test and prove nothing.
import { expect, inject, test } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    wantedRuntime: string;
  }
}

// Node 20 is the only runtime here that has no `navigator`.
const userAgent =
  (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent ?? "Node.js/20";

const userAgents: Readonly<Record<string, string>> = {
  node20: "Node.js/20",
  node22: "Node.js/22",
  node24: "Node.js/24",
  node26: "Node.js/26",
  bun: "Bun/",
  deno: "Deno/",
  workerd: "Cloudflare-Workers",
};

test("the suite runs on the runtime that was asked for", () => {
  const wanted = inject("wantedRuntime");
  expect(userAgent).toContain(userAgents[wanted] ?? wanted);
});
