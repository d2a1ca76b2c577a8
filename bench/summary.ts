// From samples to the rows of a table.

import type { Sample, Stretch } from "./measure.ts";
import { median, quantile } from "./statistics.ts";

/** A ratio of processor times, taken within each round, where both had the same neighbours. */
export interface Ratio {
  readonly median: number;
  /** Where the middle half of the rounds lies. */
  readonly from: number;
  readonly to: number;
}

export interface StretchSummary {
  /** Processor time per request: user and system. */
  readonly totalUs: number;
  readonly systemUs: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface Row {
  readonly server: string;
  readonly busy: StretchSummary;
  readonly paced: StretchSummary | null;
  readonly ratio: Ratio;
  readonly bytesPerIdleConnection: number | null;
}

/**
 * A row for each server, the cheapest first.
 *
 * @param samples In the order they were taken: a round after the other.
 */
export function summarize(samples: readonly Sample[], reference: string): readonly Row[] {
  const names = [...new Set(samples.map(({ server }) => server))];
  const rows = names.map((name): Row => {
    const own = samples.filter(({ server }) => server === name);
    const paced = own.flatMap(({ paced }) => paced ?? []);
    const idle = own.flatMap(({ bytesPerIdleConnection: bytes }) => bytes ?? []);
    return {
      server: name,
      busy: summarizeStretches(own.map(({ busy }) => busy)),
      paced: paced.length === 0 ? null : summarizeStretches(paced),
      ratio: ratioOf(samples, name, reference)!,
      bytesPerIdleConnection: idle.length === 0 ? null : median(idle),
    };
  });
  return rows.toSorted((a, b) => a.ratio.median - b.ratio.median);
}

/** The processor time of one server over another's; null if one of them was not measured. */
export function ratioOf(samples: readonly Sample[], server: string, over: string): Ratio | null {
  const times = (name: string): number[] =>
    samples.filter((sample) => sample.server === name).map(({ busy }) => totalUs(busy));
  const below = times(over);
  const ratios = times(server).map((us, round) => us / below[round]!);
  if (ratios.length === 0 || below.length === 0) return null;
  return { median: median(ratios), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) };
}

function summarizeStretches(stretches: readonly Stretch[]): StretchSummary {
  const medianOf = (value: (stretch: Stretch) => number): number => median(stretches.map(value));
  return {
    totalUs: medianOf(totalUs),
    systemUs: medianOf(({ systemUsPerRequest }) => systemUsPerRequest),
    requestsPerSecond: medianOf(({ requestsPerSecond }) => requestsPerSecond),
    p50Ms: medianOf(({ p50Ms }) => p50Ms),
    p99Ms: medianOf(({ p99Ms }) => p99Ms),
  };
}

function totalUs({ userUsPerRequest, systemUsPerRequest }: Stretch): number {
  return userUsPerRequest + systemUsPerRequest;
}
