import { describe, expect, test } from "vitest";
import { Ownership } from "../../../src/debug/locals/ownership.ts";
import { runningScripts, thrower } from "../../../src/debug/locals/reason.ts";

const ownership = new Ownership("file:///app/node_modules/hipflask/dist/");

const stack = (...frames: readonly string[]): string =>
  ["Error: at home (file:///not/a/frame.ts:1:1)", ...frames.map((frame) => `    at ${frame}`)].join(
    "\n",
  );

describe("the scripts of a stack", () => {
  test("are those of its frames, in whatever way they are written", () => {
    const text = stack(
      "JSON.parse (<anonymous>)",
      "find (file:///app/a.ts:3:9)",
      "/app/b.cjs:1:1",
      "new URL (node:internal/url:816:29)",
      String.raw`load (C:\app\c.cjs:2:2)`,
    );
    const scripts = [
      "file:///app/a.ts",
      "/app/b.cjs",
      "node:internal/url",
      String.raw`C:\app\c.cjs`,
    ];
    expect(runningScripts(text)).toEqual(scripts);
  });

  test("end where functions were waiting", () => {
    const text = stack(
      "find (/app/a.ts:3:9)",
      "async show (/app/b.ts:1:1)",
      "main (/app/c.ts:1:1)",
    );
    expect(runningScripts(text)).toEqual(["/app/a.ts"]);
  });

  test.each([undefined, 7, ""])("are none for the stack %j", (text) => {
    expect(runningScripts(text)).toEqual([]);
  });
});

describe("an error was thrown", () => {
  test("by the program", () => {
    expect(thrower(stack("find (/app/a.ts:3:9)"), ownership)).toEqual({
      owner: null,
      wasInProgram: true,
    });
  });

  test("by a package that the program called", () => {
    const text = stack("query (/app/node_modules/pg/a.js:1:1)", "find (/app/a.ts:3:9)");
    expect(thrower(text, ownership)).toEqual({
      owner: { kind: "package", name: "pg" },
      wasInProgram: true,
    });
  });

  test("by the runtime while the program waited", () => {
    const text = stack("open (node:internal/fs/promises:1:1)", "async find (/app/a.ts:3:9)");
    expect(thrower(text, ownership)).toEqual({
      owner: { kind: "runtime", module: "internal/fs/promises" },
      wasInProgram: false,
    });
  });
});
