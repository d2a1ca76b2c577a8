// What is captured where types are stripped or compiled away, which moves the lines of what runs.
import { startLocals } from "../../../../src/debug/locals/index.ts";

interface User {
  readonly id: number;
  readonly name: string;
}

const locals = await startLocals();
if (typeof locals === "string") throw new Error(locals);

type Find = (id: number) => User;

const find: Find = (id: number): User => {
  throw new Error(`no ${id}`);
};

try {
  find(7);
} catch (error) {
  const capture = await locals.captureOf(error);
  if (typeof capture === "string") throw new Error(capture, { cause: error });
  const [frame] = capture.frames;
  const place = new RegExp(`sources\\.ts:${frame!.line}:`);
  const isWhereTheStackSays = place.test((error as Error).stack!.split("\n")[1]!);
  console.log(JSON.stringify({ name: frame!.name, line: frame!.line, isWhereTheStackSays }));
}
