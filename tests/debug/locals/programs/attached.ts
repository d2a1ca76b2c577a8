// What is said of errors before and after a debugger is opened.
import { open } from "node:inspector";
import { startLocals } from "../../../../src/debug/locals/index.ts";

const locals = await startLocals();
const said: unknown[] = [];
if (typeof locals === "string") {
  said.push(locals);
} else {
  const ask = async (): Promise<void> => {
    try {
      throw new Error("no");
    } catch (error) {
      const capture = await locals.captureOf(error);
      said.push(typeof capture === "string" ? capture : capture.frames.length);
    }
  };
  await ask();
  open(0);
  await ask();
}
console.log(JSON.stringify(said));
process.exit();
