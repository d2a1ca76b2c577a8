import { expect, test } from "vitest";
import { chooseReload } from "../../src/app/reload-choice.ts";

const not = (reason: string | null): object => ({ reloads: false, reason });

test.each([
  [{}, true, {}, { reloads: true }],
  [{}, false, {}, not(null)],
  [{ reload: false }, true, {}, not(null)],
  [{ reload: true }, false, {}, { reloads: true }],
  [{ reload: { extraFiles: ["a"] } }, false, {}, { reloads: true }],
  [{ workers: 2 }, true, {}, not("with workers, SIGHUP starts the program anew")],
  [{ workers: 2 }, false, {}, not(null)],
  [{}, true, { NODE_ENV: "production" }, not("NODE_ENV is production")],
  [{}, true, { NODE_ENV: "development" }, { reloads: true }],
  [
    {},
    true,
    { WATCH_REPORT_DEPENDENCIES: "1" },
    not("node --watch starts the program anew already"),
  ],
] as const)("options %j, debug %s, environment %j: %j", (options, debug, environment, choice) => {
  expect(chooseReload(options, { debug, environment })).toEqual(choice);
});
