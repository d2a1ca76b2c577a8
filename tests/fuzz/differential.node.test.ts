// The comparison with node:http, for as long as a test run has time for. `npm run fuzz` goes on.
import { describe, expect, test } from "vitest";
import { compare, disagreement } from "./differential.ts";

// Another seed searches elsewhere: FUZZ_SEED=7 npx vitest run tests/fuzz
const seed = Number(process.env["FUZZ_SEED"] ?? 1);

test("engine and node:http see the same requests, but for what is listed with its reason", async () => {
  const { executions, agreed, findings } = await compare(seed, 8_000);
  expect(findings).toEqual([]);
  expect(executions).toBe(8_000);
  // A comparison that hardly ever sees a request, or two that agree, would be of no use.
  expect(agreed).toBeGreaterThan(4_000);
});

describe("a disagreement", () => {
  const request = { method: "GET", target: "/", body: "" };
  const run = (requests: (typeof request)[], refusal: string | null = null) => ({
    requests,
    refusal,
    received: "",
  });

  test("is none where both see the same, in whatever form the target is", () => {
    expect(disagreement("", run([request]), [{ ...request, target: "http://h/" }])).toBeNull();
    expect(disagreement("", run([], "host-missing"), [])).toBeNull();
  });

  test.each([
    ["the engine stops without a word", run([]), [request]],
    ["the engine stops for a reason that is not listed", run([], "unheard-of"), [request]],
    ["the engine sees a request more", run([request]), []],
    ["the bodies differ", run([{ ...request, body: "a" }]), [request]],
    ["the methods differ", run([{ ...request, method: "HEAD" }]), [request]],
  ])("is a finding where %s", (_, ours, theirs) => {
    expect(disagreement("GET / HTTP/1.1\r\n\r\n", ours, theirs)).toMatch(/^finding: /);
  });

  test("has its kind where the engine is stricter, or HTTP wants it so", () => {
    expect(disagreement("", run([], "host-invalid"), [request])).toBe("stricter: host-invalid");
    expect(disagreement("", run([{ ...request, method: "XYZ" }]), [])).toBe("demanded: method");
  });
});
