// Looks at errors, if it is told to, and ends in the way that it is told.
import { startLocals } from "../../../../src/debug/locals/index.ts";

const [how, looks] = process.argv.slice(2);
if (looks === "looking") {
  const locals = await startLocals();
  if (typeof locals === "string") throw new Error(locals);
}

const fail = (): never => {
  throw new Error("nobody catches this");
};

process.exitCode = 3;
process.on("exit", (code) => console.log(`ends with ${code}`));
if (how === "exit") process.exit(4);
if (how === "uncaught") setTimeout(fail, 1);
if (how === "handled") {
  process.on("uncaughtException", ({ message }) => console.log(`handled: ${message}`));
  setTimeout(fail, 1);
}
if (how === "rejected") {
  setTimeout(() => void Promise.reject(new Error("nobody catches this")), 1);
}
if (how === "caught") {
  try {
    fail();
  } catch {
    console.log("caught");
  }
}
if (how === "debugger") {
  // oxlint-disable-next-line no-debugger -- that it stops nobody is what is tested
  debugger;
  console.log("went on");
}
