// What debug mode is told about values that are legal but lose something on the way to JSON.

/** The stable names of what JSON cannot keep. */
export type JSONWarningCode =
  | "json-dropped"
  | "json-empty-instance"
  | "json-invalid-date"
  | "json-non-finite"
  | "json-null-item"
  | "json-promise";

/**
 * A value that was encoded as the table says, and lost something by it.
 *
 * @example
 * const seen: string[] = [];
 * new JSONProvider().encode({ price: NaN }, { warn: (warning) => seen.push(warning.path) });
 * seen; // => ["price"]
 */
export interface JSONWarning {
  readonly code: JSONWarningCode;
  /** Where it stands: `users[3].born`; empty for the whole value. */
  readonly path: string;
  readonly message: string;
}
