import { expect, test } from "vitest";
import { takePlan, withPlan, type ReloadPlan } from "../../../src/debug/reload/reload-plan.ts";

const plan: ReloadPlan = {
  command: ["node", "app.ts"],
  name: "app.ts",
  claim: { place: { host: "127.0.0.1", port: 5000 }, tls: "adhoc" },
  nodeOptions: "--inspect",
  extraFiles: ["data/*.csv"],
  excludePatterns: [],
  drainTimeoutMs: 10_000,
  hosts: [],
};

test("a plan goes from one process to the next, and no further", () => {
  const environment = withPlan(plan, { PATH: "/bin" });
  expect(takePlan(environment)).toEqual(plan);
  expect(environment).toEqual({ PATH: "/bin" });
  expect(() => takePlan(environment)).toThrow("there is no plan");
});
