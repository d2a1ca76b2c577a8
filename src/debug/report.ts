// What is known of an error, as data: made once, shown by the terminal, the problem document and the page alike.
// Plain JSON, so that one process can hand it to another. It holds no values of variables: see locals.ts.

/** A value as text: never the value itself. */
export interface ReportedField {
  readonly name: string;
  readonly value: string;
}

export interface Report {
  /** Random, in letters and digits: part of the page's URL. */
  readonly id: string;
  /** When it happened, in ISO 8601. */
  readonly at: string;
  /** Such as `GET /users/7 failed`, or `app.ts did not start`. */
  readonly title: string;
  /** The error, then what caused it, then what caused that; errors of an aggregate follow it. */
  readonly errors: readonly ReportedError[];
  /** null for an error outside of requests. */
  readonly request: ReportedRequest | null;
  readonly route: ReportedRoute | null;
  readonly environment: readonly ReportedField[];
  /** What the program wrote to its console, in this request where there is one. */
  readonly output: readonly OutputLine[];
}

export interface ReportedError {
  /** How it is related to the one before it; `thrown` is the first. */
  readonly relation: "thrown" | "cause" | "aggregated";
  /** How deep it lies: 0 for what was thrown, 1 for its cause and for the errors of an aggregate. */
  readonly depth: number;
  /** Such as `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** How to mend it, where that is known. */
  readonly fix: string | null;
  /** Own fields other than these. */
  readonly fields: readonly ReportedField[];
  /** From where it was made to where the program began. */
  readonly frames: readonly ReportedFrame[];
}

export interface ReportedFrame {
  /** null at the top of a module and in functions without a name. */
  readonly name: string | null;
  /** A path where there is one, relative to the working directory if it lies below; else a URL such as `node:fs`. */
  readonly file: string;
  /** The same, absolute: what an editor opens. null where there is no file. */
  readonly path: string | null;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** Whose code it is: the program's own, that of a package, Hipflask's, or the runtime's. */
  readonly owner: "program" | "library" | "framework" | "runtime";
  /** Whether it was waiting at an `await`: then its variables are gone. */
  readonly isAsync: boolean;
  /** The lines around it; only for frames of the program. */
  readonly excerpt: Excerpt | null;
}

export interface Excerpt {
  /** The number of the first of the lines. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface ReportedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly ReportedField[];
  readonly query: readonly ReportedField[];
  readonly cookies: readonly ReportedField[];
  /** As text, shortened; null where there is none or it has not been read. */
  readonly body: string | null;
  readonly session: readonly ReportedField[];
  readonly g: readonly ReportedField[];
  /** Sends the request again, secrets left out. */
  readonly curl: string;
}

export interface ReportedRoute {
  /** Such as `GET /users/<int:id>`. */
  readonly rule: string;
  readonly endpoint: string | null;
  readonly params: readonly ReportedField[];
  /** What runs around it, step by step, as `app.explain` says it. */
  readonly steps: readonly string[];
}

export interface OutputLine {
  readonly level: "debug" | "info" | "log" | "warn" | "error";
  readonly text: string;
}
