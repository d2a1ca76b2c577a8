import { describe, expect, test } from "vitest";
import { startLocals } from "../../../src/debug/locals/index.ts";
import { captured, thrownBy } from "./errors.ts";
import { jsonOf, runProgram } from "./program.ts";
import type { Ended } from "./program.ts";

/** Above a rejection that nobody catches Node shows a line of the program, or one of its own when it is being inspected. */
const withoutExcerpt = (ended: Ended): Ended => ({
  ...ended,
  stderr: ended.stderr.replace(/^[^]*?(?=^Error: )/m, ""),
});

describe("a process ends just as it does when nobody looks", () => {
  test.each([
    ["when there is nothing left to do", "return"],
    ["when it exits", "exit"],
    ["after an error that it catches", "caught"],
    ["when nobody catches an error", "uncaught"],
    ["when it handles what nobody catches", "handled"],
    ["when nobody catches a rejection", "rejected"],
    ["after a debugger statement", "debugger"],
  ])("%s", async (_title, how) => {
    const [looking, blind] = await Promise.all([
      runProgram("ends.ts", { args: [how, "looking"] }),
      runProgram("ends.ts", { args: [how, "blind"] }),
    ]);
    expect(withoutExcerpt(looking)).toEqual(withoutExcerpt(blind));
  });
});

describe("a debugger has precedence", () => {
  const reason =
    "A debugger is attached: it shows the variables, and Hipflask keeps out of its way.";
  const options = ["--conditions=hipflask-source", "--import", "tsx"];

  test("that is there at the start", async () => {
    const { stdout } = await runProgram("attached.ts", { options: ["--inspect=0", ...options] });
    expect(JSON.parse(stdout)).toEqual([reason]);
  });

  test("that comes later", async () => {
    const { stdout, code } = await runProgram("attached.ts", { options });
    expect(JSON.parse(stdout)).toEqual([2, reason]);
    expect(code).toBe(0);
  });
});

test("a program goes on when the worker dies while it stands still", async () => {
  expect(await jsonOf("dies.ts")).toEqual(["no", "went on"]);
});

test("nothing is looked at any more when it was stopped", async () => {
  const locals = await startLocals();
  if (typeof locals === "string") throw new Error(locals);
  const fail = (): never => {
    throw new Error("no");
  };
  const error = thrownBy(fail);
  expect((await captured(locals, error)).frames[0]?.name).toBe("fail");
  const names = Object.getOwnPropertyNames(globalThis).filter((name) =>
    name.startsWith("hipflask"),
  );
  expect(names).toHaveLength(1);
  await locals.stop();
  expect(await locals.captureOf(thrownBy(fail))).toBe("Hipflask no longer looks at errors.");
  expect(Object.hasOwn(globalThis, names[0]!)).toBe(false);
});
