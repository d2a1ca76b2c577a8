// Values that many routes answer with, and the two shapes in which they tell of themselves.

import type { AnyContext } from "hipflask";

/** Tue, 14 Nov 2023 22:13:20 GMT. */
export const instant = new Date(1_700_000_000_000);

export const uuid = "12345678-1234-5678-1234-567812345678";

export const alphabet = new TextEncoder().encode("abcdefghijklmnopqrstuvwxyz");

/** Says which route answers, and with which values. */
export const tell = ({ route, params }: AnyContext): object => ({
  route: route?.endpoint ?? null,
  args: params,
});

/** Names with all of their values, in order. A map, so that no name can be a property of every object. */
export function grouped<Value>(
  pairs: Iterable<readonly [string, Value]>,
): ReadonlyMap<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [name, value] of pairs) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  return groups;
}

export async function* streamOf<Chunk>(...chunks: readonly Chunk[]): AsyncGenerator<Chunk> {
  yield* chunks;
}
