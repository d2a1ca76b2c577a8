import { expect, test } from "vitest";
import { schedule } from "../../tools/schedule.mjs";

const passes = { ok: true, output: "" };
const fails = { ok: false, output: "broken" };
const quiet = { cores: 2, onDone: () => {} };

test("a step starts once what it needs has passed", async () => {
  const log: string[] = [];
  const step = (name: string, needs: string[] = []) => ({
    name,
    needs,
    start: async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return passes;
    },
  });
  await schedule([step("build"), step("pack", ["build"])], quiet);
  expect(log).toEqual(["build begins", "build ends", "pack begins", "pack ends"]);
});

test("a step whose need failed fails without being started", async () => {
  const results = await schedule(
    [
      { name: "build", start: () => fails },
      { name: "pack", needs: ["build"], start: () => expect.unreachable() },
      { name: "publish", needs: ["pack"], start: () => expect.unreachable() },
    ],
    quiet,
  );
  expect(results).toMatchObject([
    { ok: false, output: "broken" },
    { ok: false, output: 'Not started: "build" failed.\n' },
    { ok: false, output: 'Not started: "pack" failed.\n' },
  ]);
});

test("a step that wants every core runs alone", async () => {
  let running = 0;
  const seen: [string, number][] = [];
  const step = (name: string, cores: number) => ({
    name,
    cores,
    start: async () => {
      seen.push([name, ++running]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return passes;
    },
  });
  await schedule([step("a", 1), step("b", 1), step("alone", 2), step("c", 1)], quiet);
  expect(seen).toEqual([
    ["a", 1],
    ["b", 2],
    ["alone", 1],
    ["c", 1],
  ]);
});

test("a step that throws has failed", async () => {
  const [result] = await schedule(
    [{ name: "a", start: () => Promise.reject(new Error("no such file")) }],
    quiet,
  );
  expect(result?.ok).toBe(false);
  expect(result?.output).toContain("no such file");
});

test("a step that needs one which is not there is a mistake of the list", async () => {
  await expect(
    schedule([{ name: "a", needs: ["gone"], start: () => passes }], quiet),
  ).rejects.toThrow('"a" needs a step that is not before it');
});
