import { expect, test } from "vitest";
import { reportedModules } from "../../../src/debug/reload/loaded-modules.ts";

test.each([
  [{ "watch:import": ["file:///app/users.ts?v=2#a"] }, ["/app/users.ts"]],
  [{ "watch:import": ["file:///app/a%20b.ts"] }, ["/app/a b.ts"]],
  [{ "watch:import": ["node:fs", "data:text/javascript,1"] }, []],
  [{ "watch:require": ["/app/users.cjs", null] }, ["/app/users.cjs"]],
  [{ "watch:require": "/app/users.cjs" }, []],
  [{ other: 1 }, []],
  ["ready", []],
  [null, []],
])("the message %j names the files %j", (message, paths) => {
  expect(reportedModules(message)).toEqual(paths);
});
