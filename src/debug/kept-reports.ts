// The latest reports, and the errors that they are about: what a page asks for by the id of its report.

import type { MadeReport } from "./make-report.ts";
import type { Report } from "./report.ts";

// Each holds on to its errors, and so to whatever they hold.
const maxReports = 50;

export class KeptReports {
  readonly #byId = new Map<string, MadeReport>();
  readonly #byError = new WeakMap<object, Report>();

  add(made: MadeReport): void {
    const { report, thrown } = made;
    this.#byId.set(report.id, made);
    const [error] = thrown;
    if (isObject(error)) this.#byError.set(error, report);
    if (this.#byId.size <= maxReports) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  find(id: string): Report | undefined {
    return this.#byId.get(id)?.report;
  }

  /** The latest about an error. */
  about(error: unknown): Report | undefined {
    return isObject(error) ? this.#byError.get(error) : undefined;
  }

  /** One of the errors of a report, itself. */
  errorOf(report: Report, index: number): unknown {
    return this.#byId.get(report.id)?.thrown[index];
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
