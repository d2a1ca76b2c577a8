// The session of a request: opened when it is first touched, saved after the hooks, sent with the response.
// A request that does not touch its session knows nothing of it, and neither do caches.

import { HTTPError } from "../errors/http-error.ts";
import { ServiceUnavailable } from "../errors/status-errors.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Outgoing } from "../gateway.ts";
import { HeaderFields } from "../http/headers.ts";
import { addToVary } from "../http/vary.ts";
import { sessionControls } from "../session/controls.ts";
import type { SecretKey } from "../session/secret-keys.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { SessionState } from "../session/session-state.ts";
import { Sessions } from "../session/sessions.ts";
import type { Logger } from "./logger.ts";
import type { SessionData } from "./program-types.ts";
import { isStreamed } from "../http/streamed-body.ts";

/**
 * The session of a client, as an object: `session.userId = 7`, `delete session.userId`, `"userId" in session`.
 *
 * Everything may be missing: a client may come for the first time.
 */
export type Session = keyof SessionData extends never
  ? Record<string, unknown>
  : { [Name in keyof SessionData]?: SessionData[Name] };

/** What of a request its session depends on. */
interface SessionRequest {
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

/**
 * The sessions of an application; null without a secret.
 *
 * @throws {SetupError} `secret-key`, `session-option`; `session-secret` for options without a secret.
 */
export function sessionsOf(
  secretKey: SecretKey | undefined,
  options: SessionOptions | undefined,
): Sessions | null {
  if (secretKey !== undefined) return new Sessions(secretKey, options);
  if (options === undefined) return null;
  throw new SetupError({
    code: "session-secret",
    message: "Cannot use the option session: there is no secretKey to protect sessions with",
    fix,
  });
}

/**
 * The session as the request brought it, where it need not be waited for.
 *
 * @throws {HTTPError} 503 if there is a store, which has not been asked, or in vain.
 */
export function openSession(sessions: Sessions | null, request: SessionRequest): SessionState {
  if (sessions === null) return withoutSecret();
  const { cookieName, store } = sessions.settings;
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return sessions.fresh();
  // The store is asked before the first hook. If it failed, whatever answers that failure must not take
  // the client for one without a session.
  if (store !== undefined) throw new ServiceUnavailable("sessions are not available at the moment");
  return sessions.open(cookie, explainTo(request.log));
}

/**
 * The session from the store, where there is a store and the request has a cookie for it.
 *
 * @returns A promise only where the store has to be asked; it rejects with a 503 if that fails.
 */
export function loadSession(
  sessions: Sessions,
  request: SessionRequest,
): Promise<SessionState> | undefined {
  const { cookieName, store } = sessions.settings;
  if (store === undefined) return undefined;
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return undefined;
  return logged(request.log, sessions.load(store, cookie, explainTo(request.log)));
}

/** Saves what has changed. Nothing to save is nothing to do, also where there is no secret. */
export function saveSession(
  sessions: Sessions | null,
  state: SessionState,
  isSecure: boolean,
  log: Logger,
): void | Promise<void> {
  const saving = sessions?.save(state, isSecure);
  return saving === undefined ? undefined : logged(log, saving);
}

/** The answer with what its session adds. Its fields may be shared with other answers, and are copied. */
export function withSession(state: SessionState, outgoing: Outgoing, log: Logger): Outgoing {
  if (isStreamed(outgoing.body) && !isKept(state)) {
    log.warn("a stream wrote to its session, which was saved before the stream began");
  }
  const headers = new HeaderFields(outgoing.headers);
  headers.set("vary", addToVary(headers.get("vary"), ["Cookie"]));
  if (state.cookieLine !== undefined) headers.append("set-cookie", state.cookieLine);
  // What is written from now on would be lost: the language says so to whoever tries.
  Object.freeze(state.data);
  return { ...outgoing, headers };
}

function isKept(state: SessionState): boolean {
  try {
    return !sessionControls(state.data).modified;
  } catch {
    // What cannot be saved at all has not been there when the session was.
    return false;
  }
}

const fix = "new Hipflask({ secretKey }), with a key that `openssl rand -hex 32` makes";

// An empty session that says what is missing as soon as something is to be kept in it, as Flask's.
function withoutSecret(): SessionState {
  const refuse = (): never => {
    throw new TypeError(
      `Cannot write to the session: the application has no secretKey to protect it with\nFix: ${fix}    [session-secret]`,
    );
  };
  const data = new Proxy(Object.create(null) as Record<string, unknown>, {
    set: refuse,
    // A symbol is not data: the state of the session hangs on one.
    defineProperty: (target, key, descriptor) =>
      typeof key === "symbol" ? Reflect.defineProperty(target, key, descriptor) : refuse(),
  });
  return new SessionState(data, null, false);
}

/** The operator hears what failed; the client only that something did. */
async function logged<Result>(log: Logger, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof HTTPError) log.error("the session store failed", error.cause);
    throw error;
  }
}

function explainTo(log: Logger): (reason: string) => void {
  return (reason) => log.debug(`a session cookie counts for nothing: ${reason}`);
}
