import { expect, test } from "vitest";
import { failureAnswer } from "../../../src/debug/reload/failure-gateway.ts";

test("whoever asks is told why the program cannot answer", () => {
  const { status, headers, body } = failureAnswer("app.ts", "app.ts did not start");
  expect(status).toBe(500);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(JSON.parse(String(body))).toMatchObject({
    status: 500,
    detail: "app.ts did not start",
    program: "app.ts",
  });
});
