// A request, and what Flask answered to it.

import { readFileSync } from "node:fs";

/** A request as it is written down: at most one of the four kinds of body. */
export interface RecordedRequest {
  readonly method: string;
  /** Sent as it is. */
  readonly path: string;
  /** A list has several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly body_b64?: string;
  readonly body_repeat?: {
    readonly prefix?: string;
    readonly unit: string;
    readonly count: number;
    readonly suffix?: string;
  };
  readonly chunked?: readonly string[];
}

/** As much of an answer as is no accident. */
export interface RecordedAnswer {
  readonly status: number;
  /** Null for one that must not be there, `*` for any value. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly absent?: readonly string[];
  readonly body?: string;
  readonly json?: unknown;
}

export interface RecordedCase {
  readonly id: string;
  /** Requests that go first, with a cookie jar that the last one has too. */
  readonly before?: readonly RecordedRequest[];
  readonly request: RecordedRequest;
  readonly answer: RecordedAnswer;
}

export interface Deviation {
  readonly id: string;
  readonly reason: string;
  /** Where it was decided: a section of the design, or a page of decisions/. */
  readonly follows: string;
}

export const recordedCases = read("recorded-cases.json") as readonly RecordedCase[];

export const deviations = read("deviations.json") as readonly Deviation[];

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}
