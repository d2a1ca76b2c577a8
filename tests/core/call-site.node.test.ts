import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("a conflict names both places in the user's program, by whichever method it was made", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const args = [
    "--conditions=hipflask-source",
    "--import",
    "tsx",
    "tests/core/programs/conflict.ts",
  ];
  const printed = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect(printed.match(/^ +first .*$/gm)?.map((line) => line.trim())).toEqual([
    "first  /users/<name>  users.ts:8",
    "first  /users/<name>  users.ts:8",
    "first  /users/<name>  users.ts:8",
  ]);
  expect(printed.match(/conflict\.ts:\d+$/gm)).toEqual([
    "conflict.ts:8",
    "conflict.ts:9",
    "conflict.ts:10",
  ]);
});
