import { expect, test } from "vitest";
import { ListenFailure } from "../../src/runtimes/listen-failure.ts";

test("a failure to listen has a code, a message, a mending, and what caused it", () => {
  const cause = new Error("no such file");
  const failure = new ListenFailure({ code: "tls-file", message: "Cannot read", fix: "x", cause });
  expect(failure).toMatchObject({ code: "tls-file", message: "Cannot read", fix: "x", cause });
});

test("without a cause it has none", () => {
  const failure = new ListenFailure({ code: "tls-file", message: "Cannot read", fix: "x" });
  expect("cause" in failure).toBe(false);
});
