// What the connections of one server share: its settings, its clock, and the date of a second.

import { defaultLimits } from "../../h1/limits.ts";
import { DateLine } from "../../h1/response-head.ts";
import type { Engine } from "../../h1/transport.ts";
import type { ListenOptions } from "../runtime.ts";

export class SharedEngine implements Engine {
  readonly gateway: Engine["gateway"];
  readonly limits: Engine["limits"];
  readonly refuse: Engine["refuse"];
  readonly onError: Engine["onError"];
  nowMs: number = performance.now();
  readonly #dateLine = new DateLine();
  // As of the last tick; null where nobody ticks.
  #line: string | null = null;

  constructor(options: ListenOptions) {
    this.gateway = options.gateway;
    this.limits = { ...defaultLimits, ...options.limits };
    this.refuse = options.refuse;
    this.onError = options.onError;
  }

  /** Takes note of the time, for the clock and for the date: to ask the system for each answer would cost a hundredth of it. */
  tick(): void {
    this.nowMs = performance.now();
    this.#line = this.#dateLine.at(Date.now());
  }

  dateLine(): string {
    return this.#line ?? this.#dateLine.at(Date.now());
  }

  utf8Length(text: string): number {
    return Buffer.byteLength(text);
  }
}
