import { expect, test } from "vitest";
import { EncodeError } from "../../src/json/encode-error.ts";

test("the message says what, where and how to mend it", () => {
  const cause = new Error("boom");
  const error = new EncodeError({
    code: "json-threw",
    keys: ["users", 3],
    reason: "reading it threw Error: boom",
    fix: "mend it",
    cause,
  });
  expect(error.message).toBe(
    "Cannot encode users[3]: reading it threw Error: boom.\nFix: mend it    [json-threw]",
  );
  expect(error).toMatchObject({ name: "EncodeError", code: "json-threw", path: "users[3]", cause });
  expect(error).toBeInstanceOf(TypeError);
});

test("the path of a deep value is whole where its message is short", () => {
  const keys = Array.from({ length: 100 }, () => 0);
  const error = new EncodeError({ code: "json-too-deep", keys, reason: "r", fix: "f" });
  expect(error.path).toBe("[0]".repeat(100));
  expect(error.message).toContain("…");
});

test("an error can be placed in what holds the value", () => {
  const inner = new EncodeError({ code: "json-bigint", keys: ["owner"], reason: "no", fix: "yes" });
  const outer = inner.within(3);
  expect([outer.path, outer.code, outer.fix]).toEqual(["[3].owner", "json-bigint", "yes"]);
  expect(outer.message).toBe("Cannot encode [3].owner: no.\nFix: yes    [json-bigint]");
});
