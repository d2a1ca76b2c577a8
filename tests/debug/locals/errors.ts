// Gives what was captured of an error, for tests.
import type { Capture, CapturedFrame, Locals } from "../../../src/debug/locals.ts";

/** What something throws. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("it threw nothing");
}

export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it was not rejected");
}

/** The capture, which there has to be. */
export async function captured(locals: Locals, error: unknown): Promise<Capture> {
  const capture = await locals.captureOf(error);
  if (typeof capture === "string") throw new Error(capture);
  return capture;
}

/** The variables of a frame as `{ name: text }`. */
export function texts(frame: CapturedFrame | undefined): Record<string, string> {
  return Object.fromEntries(frame?.variables.map(({ name, text }) => [name, text]) ?? []);
}
