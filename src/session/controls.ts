// What can be done with a session beside reading and writing it. Apart from the session, whose
// names all belong to the program.

import { encodeSession } from "./session-text.ts";
import { SessionState } from "./session-state.ts";

/** The handles of one session. */
export class SessionControls {
  readonly #state: SessionState;

  /** @internal */
  constructor(state: SessionState) {
    this.#state = state;
  }

  /** Whether no valid session came with the request. */
  get isNew(): boolean {
    return this.#state.isNew;
  }

  /** Whether the session outlives the browser window, for as long as `lifetimeSeconds` says. */
  get permanent(): boolean {
    return this.#state.permanent;
  }

  set permanent(permanent: boolean) {
    this.#state.permanent = permanent;
  }

  /** Whether the data differs from what is kept, at any depth. Nothing needs to be said to have it saved. */
  get modified(): boolean {
    return encodeSession(this.#state.data) !== (this.#state.origin?.text ?? "{}");
  }

  /**
   * Gives the session another id and ends the old one. Call it whenever someone logs in: who knew
   * the id before must not know it after. Without a store there is no id, and every save is a new cookie.
   */
  regenerate(): void {
    this.#state.regenerates = true;
  }

  /** Removes everything. A session that stays empty ends: its cookie is deleted, in the store as well. */
  clear(): void {
    for (const name of Object.keys(this.#state.data)) delete this.#state.data[name];
    this.regenerate();
  }
}

/**
 * The handles of a session: `permanent`, `isNew`, `modified`, `regenerate()` and `clear()`.
 *
 * @throws {TypeError} `session-controls` for anything but the `session` of a request.
 * @example
 * const app = new Hipflask({ secretKey: "8fdc2a01b7e94c5d8a36f0e1c2b3d4a5" });
 * app.post("/login", ({ session }) => {
 *   const controls = sessionControls(session);
 *   controls.regenerate();
 *   controls.permanent = true;
 *   session.userId = 7;
 *   return { isNew: controls.isNew, modified: controls.modified };
 * });
 * await (await app.testClient().post("/login")).json(); // => { isNew: true, modified: true }
 * @see Flask's `session.permanent`, `session.modified`, `session.clear`
 */
export function sessionControls(session: object): SessionControls {
  const state = SessionState.of(session);
  if (state !== undefined) return new SessionControls(state);
  throw new TypeError(
    "Cannot control this object: it is not the session of a request\n" +
      "Fix: pass the session itself, not a copy of it    [session-controls]",
  );
}
