// The search that coverage guides, for as long as a test run has time for. `npm run fuzz` goes on.
import { expect, test } from "vitest";
import { searchGuided } from "./guided.ts";
import { runEngine } from "./engine-run.ts";

// Another seed searches elsewhere: FUZZ_SEED=7 npx vitest run tests/fuzz
const seed = Number(process.env["FUZZ_SEED"] ?? 1);

test("no input makes the engine fail, answer too much or too little, or differ by how it is cut", async () => {
  const { executions, interesting, findings } = await searchGuided(seed, 2_000);
  expect(findings).toEqual([]);
  expect(executions).toBe(2_000);
  // Without coverage there would be none; with it, a few hundred.
  expect(interesting).toBeGreaterThan(50);
});

test("a promise that is broken deep inside is found", async () => {
  const { findings } = await searchGuided(seed, 1_500, Number.POSITIVE_INFINITY, async (pieces) => {
    const run = await runEngine(pieces);
    if (run.refusal === "chunk-size") throw new Error("planted");
    return run;
  });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.every(({ problem }) => problem === "planted")).toBe(true);
});
