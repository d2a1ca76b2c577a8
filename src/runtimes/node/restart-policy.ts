// When a worker that died gets a successor: at once, later and later, or never. No process and no clock.

/** A worker that has lived as long can do its work; what killed it then is likely to be rare. */
export const provenMs = 5_000;

const firstDelayMs = 100;
// Long enough not to burden the machine, short enough that an outage of a database is not prolonged by much.
const maxDelayMs = 30_000;

// With the delays between them that is a quarter of a minute of trying.
const maxDeathsAtStart = 8;

export class RestartPolicy {
  #quickDeaths = 0;
  #proven = false;

  /** How many workers have died in a row without having proven themselves. */
  get quickDeaths(): number {
    return this.#quickDeaths;
  }

  /** Takes note that a worker has lived long enough: from now on nobody gives up. */
  prove(): void {
    this.#proven = true;
    this.#quickDeaths = 0;
  }

  /**
   * Decides after a death.
   *
   * @returns How long to wait, in milliseconds; null to give up, because no worker ever lived long.
   */
  afterDeath(livedMs: number): number | null {
    if (livedMs >= provenMs) {
      this.prove();
      return 0;
    }
    this.#quickDeaths++;
    if (!this.#proven && this.#quickDeaths >= maxDeathsAtStart) return null;
    return Math.min(maxDelayMs, firstDelayMs * 2 ** (this.#quickDeaths - 1));
  }
}
