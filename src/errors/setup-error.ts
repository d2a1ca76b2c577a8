// Mistakes in using Hipflask, found while an application is set up or started.
// They teach: what failed, what is, what should be, and how to mend it.

export interface SetupErrorInit {
  /** Stable, kebab-case; a section of docs/errors.md explains it. */
  readonly code: string;
  /** What failed, the current state, the wanted state; then where. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  readonly cause?: unknown;
}

/**
 * A mistake in using Hipflask, told with its mending.
 *
 * @example
 * const error = new SetupError({
 *   code: "port-range",
 *   message: "Cannot listen on port 70000: a port must be 0 to 65535",
 *   fix: "choose another port",
 * });
 * error.message; // => "Cannot listen on port 70000: a port must be 0 to 65535\nFix: choose another port    [port-range]"
 */
export class SetupError extends Error {
  override readonly name: string = "SetupError";
  readonly code: string;
  readonly fix: string;

  constructor(init: SetupErrorInit) {
    super(
      `${init.message}\nFix: ${init.fix}    [${init.code}]`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = init.code;
    this.fix = init.fix;
  }
}
