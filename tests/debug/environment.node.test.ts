import { afterEach, expect, test, vi } from "vitest";
import { reportedEnvironment } from "../../src/debug/environment.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const environment = (): Map<string, string> =>
  new Map(reportedEnvironment().map(({ name, value }) => [name, value]));

test("says what runs, and where", () => {
  const facts = environment();
  expect(facts.get("runtime")).toMatch(/^(Node|Bun|Deno) \d+\.\d+/);
  expect(facts.get("folder")).toBe(process.cwd());
  expect(facts.get("hipflask")).toMatch(/^\d+\.\d+\.\d+/);
});

test("has the variables of the process, without secrets", () => {
  vi.stubEnv("HIPFLASK_A", "one");
  vi.stubEnv("HIPFLASK_API_KEY", "hunter2");
  vi.stubEnv("HIPFLASK_DATABASE", "postgres://app:hunter2@db/users");
  vi.stubEnv("npm_lifecycle_event", "test");
  const variables = environment();
  expect(variables.get("HIPFLASK_A")).toBe("one");
  expect(variables.get("HIPFLASK_API_KEY")).toBe("[secret]");
  expect(variables.get("HIPFLASK_DATABASE")).toBe("postgres://app:[secret]@db/users");
  expect(variables.has("npm_lifecycle_event")).toBe(false);
  expect([...variables.values()].join("\n")).not.toContain("hunter2");
});
