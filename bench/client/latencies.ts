// Every latency of a measurement, so that a quantile is exact.

import { quantileOfSorted } from "../statistics.ts";

export interface LatencySummary {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export class Latencies {
  #values = new Float32Array(65_536);
  #count = 0;

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const grown = new Float32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#count++] = ms;
  }

  get count(): number {
    return this.#count;
  }

  summary(): LatencySummary {
    const sorted = this.#values.subarray(0, this.#count).sort();
    return { p50Ms: quantileOfSorted(sorted, 0.5), p99Ms: quantileOfSorted(sorted, 0.99) };
  }
}
