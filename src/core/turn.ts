// How streams that are never out of items leave room for everyone else, and for each other.

const immediate = (globalThis as { setImmediate?: (callback: () => void) => unknown }).setImmediate;

// A timer may take some milliseconds: where there is nothing better, streams work this long between two.
const turnMs = 10;

let turnEndsMs = 0;

/**
 * Waits until everyone else has had a turn.
 *
 * @returns Nothing if it is too early for that.
 */
export function nextTurn(): Promise<void> | undefined {
  // Costs less than it saves: what the runtime does after each chunk does not pile up.
  if (immediate !== undefined) return new Promise((resolve) => immediate(resolve));
  if (performance.now() < turnEndsMs) return undefined;
  return new Promise((resolve) => {
    setTimeout(() => {
      turnEndsMs = performance.now() + turnMs;
      resolve();
    }, 0);
  });
}
