// From samples to the rows of a table.

import type { Sample } from "./measure.ts";
import { median, quantile } from "./statistics.ts";

export interface Row {
  readonly server: string;
  /** Processor time per request: user and system. */
  readonly totalUs: number;
  readonly userUs: number;
  readonly systemUs: number;
  /** To the reference in the same round. */
  readonly ratio: number;
  /** Where the middle half of the rounds has its ratio. */
  readonly ratioFrom: number;
  readonly ratioTo: number;
  readonly requestsPerSecond: number;
}

/**
 * A row for each server, the cheapest first.
 *
 * A ratio is taken within a round, where both had the same neighbours, and the median of those counts.
 *
 * @param samples In the order they were taken: a round after the other.
 */
export function summarize(samples: readonly Sample[], reference: string): readonly Row[] {
  const ofReference = samples.filter(({ server }) => server === reference).map(totalUs);
  const names = [...new Set(samples.map(({ server }) => server))];
  const rows = names.map((name) => {
    const own = samples.filter(({ server }) => server === name);
    const ratios = own.map((sample, round) => totalUs(sample) / ofReference[round]!);
    return {
      server: name,
      totalUs: median(own.map(totalUs)),
      userUs: median(own.map(({ userUsPerRequest }) => userUsPerRequest)),
      systemUs: median(own.map(({ systemUsPerRequest }) => systemUsPerRequest)),
      ratio: median(ratios),
      ratioFrom: quantile(ratios, 0.25),
      ratioTo: quantile(ratios, 0.75),
      requestsPerSecond: median(own.map(({ requestsPerSecond }) => requestsPerSecond)),
    };
  });
  return rows.toSorted((a, b) => a.ratio - b.ratio);
}

function totalUs({ userUsPerRequest, systemUsPerRequest }: Sample): number {
  return userUsPerRequest + systemUsPerRequest;
}
