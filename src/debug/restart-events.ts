// News of restarts, as server-sent events: the only news is which start of the program answers. A page that was made by
// another one is out of date.

import { heartbeat } from "../core/server-sent-event.ts";

// So that a browser finds out that the other side has gone without a word, as when a laptop has slept.
const heartbeatMs = 15_000;

/**
 * Says which start this is, and then nothing until it ends.
 *
 * @param ends Ends it; the browser then asks again, and hears which start answers by then.
 */
export async function* restartEvents(startId: string, ends: AbortSignal): AsyncGenerator<string> {
  yield `retry: 300\nevent: hello\ndata: ${JSON.stringify({ start: startId })}\n\n`;
  while (await passes(heartbeatMs, ends)) yield heartbeat;
}

/** Whether a time passes before a signal. It keeps no program alive. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve(true);
    }, ms);
    timer.unref();
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
