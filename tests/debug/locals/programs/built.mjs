// What the build captures, without anything that compiles.
import { Worker, isMainThread } from "node:worker_threads";
import { startLocals } from "../../../../dist/debug/locals/index.js";

const locals = await startLocals();

function fail(id) {
  throw new Error(`no ${id}`);
}

if (isMainThread) {
  // A program may have threads of its own, which are not looked at.
  const thread = new Worker(new URL(import.meta.url));
  const ofThread = await new Promise((resolve) => thread.once("message", resolve));
  try {
    fail(7);
  } catch (error) {
    const { frames } = await locals.captureOf(error);
    const [{ name, line, variables }] = frames;
    console.log(JSON.stringify({ ofThread, name, line, id: variables[0].text }));
  }
} else {
  const { parentPort } = await import("node:worker_threads");
  parentPort.postMessage(locals, []);
}
