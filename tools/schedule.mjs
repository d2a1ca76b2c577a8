// Runs steps as soon as what they need is done and cores are free, in the order given.
import { performance } from "node:perf_hooks";

/**
 * @param steps `{ name, needs?, cores?, start }`; `start` gives `{ ok, output, … }` or a promise of it.
 *   `needs` names earlier steps that must have passed; if one has not, the step fails unstarted.
 * @param options `cores` to share out; `onDone` sees each result as it comes.
 * @returns The results in the order of the steps, each with its `step` and `seconds`.
 */
export async function schedule(steps, { cores, onDone }) {
  const waiting = new Set(steps);
  const running = new Set();
  const results = new Map();
  let freeCores = cores;

  const settle = (step, result, seconds) => {
    const full = { ...result, step, seconds };
    results.set(step.name, full);
    onDone(full);
  };

  const begin = async (step, wantedCores) => {
    const startedAt = performance.now();
    let result;
    try {
      result = await step.start();
    } catch (error) {
      result = { ok: false, output: `${error.stack}\n` };
    }
    freeCores += wantedCores;
    settle(step, result, (performance.now() - startedAt) / 1000);
  };

  const startWhatCan = () => {
    for (const step of waiting) {
      const needs = step.needs ?? [];
      const broken = needs.find((name) => results.get(name)?.ok === false);
      if (broken !== undefined) {
        waiting.delete(step);
        settle(step, { ok: false, output: `Not started: "${broken}" failed.\n` }, 0);
        continue;
      }
      if (!needs.every((name) => results.has(name))) continue;
      const wantedCores = Math.min(step.cores ?? 1, cores);
      // Later steps do not overtake: one that wants every core would never get them.
      if (wantedCores > freeCores) return;
      waiting.delete(step);
      freeCores -= wantedCores;
      const ended = begin(step, wantedCores).finally(() => running.delete(ended));
      running.add(ended);
    }
  };

  for (startWhatCan(); running.size > 0; startWhatCan()) await Promise.race(running);
  for (const { name } of waiting) throw new Error(`"${name}" needs a step that is not before it`);
  return steps.map(({ name }) => results.get(name));
}
