// How streams that are never out of items share a thread with everyone else: each works for a while, then waits.

// So long streams may keep everyone else waiting, all of them together.
const turnMs = 10;

// How many streams wait for their turn: each gets its part of the time.
let waiting = 0;

const immediate = (globalThis as { setImmediate?: (callback: () => void) => unknown }).setImmediate;

/**
 * Waits until everyone else has had a turn.
 *
 * @returns When the next turn should end, by `performance.now()`.
 */
export function nextTurn(): Promise<number> {
  waiting++;
  return new Promise((resolve) => {
    const begin = (): void => resolve(performance.now() + turnMs / waiting--);
    if (immediate === undefined) setTimeout(begin, 0);
    else immediate(begin);
  });
}
