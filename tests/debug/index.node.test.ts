// With debugging off, none of it is loaded. A real program is asked what it has loaded.
import { afterAll, expect, test } from "vitest";
import { endPrograms, startProgram } from "../app/child-program.ts";

afterAll(endPrograms);

interface Loaded {
  readonly files: readonly string[];
  readonly builtins: readonly string[];
}

const loadedBy = async (debug: boolean): Promise<Loaded> => {
  const program = startProgram("loaded-modules.ts", { port: 0, debug, reload: false });
  const url = await program.url;
  await fetch(`${url}/fails`);
  const loaded = (await (await fetch(`${url}/loaded`)).json()) as Loaded;
  program.signal("SIGTERM");
  await program.ended;
  return loaded;
};

test("with debugging off, none of it is loaded", async () => {
  const { files, builtins } = await loadedBy(false);
  expect(files.some((url) => url.includes("/src/app/hipflask.ts"))).toBe(true);
  expect(files.filter((url) => /\/debug\/|chokidar/.test(url))).toEqual([]);
  expect(builtins).not.toContain("inspector");
});

test("with debugging on, it is", async () => {
  const { files } = await loadedBy(true);
  expect(files.some((url) => url.includes("/src/debug/index.ts"))).toBe(true);
});
