// One session during one request: its data, and what is known of where it came from.

/** What is kept of a session: what came with the request, until something else is saved. */
export interface Origin {
  /** The text of its data. */
  readonly text: string;
  readonly permanent: boolean;
  /** Where it is in the store; null if the cookie carries it whole. */
  readonly id: string | null;
  /** Whether an older key wrote the cookie. */
  readonly stale: boolean;
}

const stateOf = Symbol("the state of a session");

export class SessionState {
  /** What the program reads and writes: an object without a prototype, so that every name is free. */
  readonly data: Record<string, unknown>;
  /** What is kept of it at the moment; null if nothing is. */
  origin: Origin | null;
  /** Whether no valid session came with the request. */
  readonly isNew: boolean;
  permanent: boolean;
  /** Whether the session must get another id. */
  regenerates = false;
  /** The `Set-Cookie` line to send, once it was saved and there is one. */
  cookieLine: string | undefined;

  constructor(data: Record<string, unknown>, origin: Origin | null, permanent: boolean) {
    this.data = data;
    this.origin = origin;
    this.isNew = origin === null;
    this.permanent = permanent;
    // Neither listed nor copied: only `sessionControls` finds it.
    Object.defineProperty(data, stateOf, { value: this, enumerable: false, configurable: true });
  }

  /** The state behind what a program has in its hands. */
  static of(session: object): SessionState | undefined {
    return (session as { [stateOf]?: SessionState })[stateOf];
  }
}
