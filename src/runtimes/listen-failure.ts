// Why a server could not be opened, where no error of the system says it: for whoever shows it to people.

export interface ListenFailureInit {
  /** Stable, kebab-case; a section of docs/errors.md explains it. */
  readonly code: string;
  /** What failed, the current state, the wanted state. */
  readonly message: string;
  /** What to do instead. */
  readonly fix: string;
  readonly cause?: unknown;
}

export class ListenFailure extends Error {
  override readonly name: string = "ListenFailure";
  readonly code: string;
  readonly fix: string;

  constructor(init: ListenFailureInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.fix = init.fix;
  }
}
