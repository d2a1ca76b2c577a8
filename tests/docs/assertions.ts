// What the comments of an example become when it runs.
import { expect } from "vitest";

export function equals(actual: unknown, wanted: unknown): void {
  expect(actual).toEqual(wanted);
}

/**
 * @param wanted A code, a status, the name of a class, or a part of the message.
 */
export async function throws(act: () => unknown, wanted: string): Promise<void> {
  let thrown: unknown;
  try {
    await act();
  } catch (error) {
    thrown = error;
  }
  if (thrown === undefined) throw new Error(`Nothing was thrown; wanted: ${wanted}`);
  const { code, status, name, message } = Object(thrown) as Readonly<Record<string, unknown>>;
  const said = [code, status, name, thrown].map(String);
  if (said.includes(wanted) || String(message).includes(wanted)) return;
  throw new Error(`Wanted: ${wanted}; thrown: ${said.join(", ")}`, { cause: thrown });
}
