// The sessions of an application: from the cookie of a request to its data, and back.

import { ServiceUnavailable } from "../errors/status-errors.ts";
import { fromBase64url, toBase64url } from "../json/bytes.ts";
import { readPayload, writePayload } from "./payload.ts";
import { SealedToken } from "./sealed-token.ts";
import { secretBytes, type SecretKey } from "./secret-keys.ts";
import { sessionCookie } from "./session-cookie.ts";
import { sessionSettings, type SessionOptions, type SessionSettings } from "./session-options.ts";
import { SessionState, type Origin } from "./session-state.ts";
import { decodeSession, encodeSession } from "./session-text.ts";
import { SignedToken, type Token } from "./signed-token.ts";
import type { SessionStore } from "./store.ts";

/** Says why a cookie counts for nothing; never what stands in it. */
export type Explain = (reason: string) => void;

// 144 bits: OWASP asks for 64, RFC 4086 for 128, and 18 bytes are 24 letters without a rest.
const idBytes = 18;

const nothingKept = "{}";

export class Sessions {
  readonly settings: SessionSettings;
  readonly #token: Token;

  /** @throws {SetupError} `secret-key`, `session-option`. */
  constructor(secretKey: SecretKey, options: SessionOptions = {}) {
    this.settings = sessionSettings(options);
    const { cookieName, protection, store } = this.settings;
    const secrets = secretBytes(secretKey);
    if (store !== undefined) this.#token = new SignedToken("i1", cookieName, secrets);
    else if (protection === "sealed") this.#token = new SealedToken("e1", cookieName, secrets);
    else this.#token = textToken(new SignedToken("s1", cookieName, secrets));
  }

  /** A session of which nothing came. */
  fresh(): SessionState {
    const data = Object.create(null) as Record<string, unknown>;
    return new SessionState(data, null, this.settings.permanent);
  }

  /** The session that a cookie carries whole; a fresh one if it counts for nothing. */
  open(cookie: string, explain: Explain): SessionState {
    const read = this.#token.read(cookie);
    if (!read.ok) {
      explain(read.reason);
      return this.fresh();
    }
    return this.#opened(read.body, null, read.stale, explain);
  }

  /**
   * The session whose id a cookie carries; a fresh one, without asking the store, if nobody signed the id.
   *
   * @throws {HTTPError} As a rejection: 503 if the store fails. An outage must not look like a logout.
   */
  async load(store: SessionStore, cookie: string, explain: Explain): Promise<SessionState> {
    const read = this.#token.read(cookie);
    if (!read.ok) {
      explain(read.reason);
      return this.fresh();
    }
    const written = await ask(() => store.load(read.body));
    if (written === null) {
      explain("the store has no session of its id");
      return this.fresh();
    }
    return this.#opened(written, read.body, read.stale, explain);
  }

  /**
   * Saves what has to be saved, and leaves the cookie to send with the state. Saving again saves what has
   * changed since.
   *
   * @returns A promise only with a store.
   * @throws {TypeError} `session-value`.
   * @throws {RangeError} `session-too-large`.
   * @throws {HTTPError} As a rejection: 503 if the store fails.
   */
  save(state: SessionState, isSecure: boolean): void | Promise<void> {
    const { store } = this.settings;
    const text = encodeSession(state.data);
    if (text === nothingKept) return this.#end(state, isSecure);
    if (!this.#mustSave(state, text)) return undefined;

    const { permanent } = state;
    const endsAt = Math.floor(Date.now() / 1000) + this.settings.lifetimeSeconds;
    const payload = writePayload({ text, endsAt, permanent });
    const done = (value: string, id: string | null): void => {
      const expiresMs = permanent ? endsAt * 1000 : null;
      state.cookieLine = sessionCookie(this.settings, { value, expiresMs, isSecure });
      state.origin = { text, permanent, id, stale: false };
      state.regenerates = false;
    };
    if (store === undefined) return done(this.#token.write(payload), null);
    return this.#store(store, state, payload).then((id) => done(this.#token.write(id), id));
  }

  #end(state: SessionState, isSecure: boolean): void | Promise<void> {
    const { store } = this.settings;
    const { origin } = state;
    if (origin === null) return undefined;
    const done = (): void => {
      state.cookieLine = sessionCookie(this.settings, { value: "", expiresMs: null, isSecure });
      state.origin = null;
    };
    return store === undefined ? done() : ask(() => store.delete(origin.id!)).then(done);
  }

  #opened(written: string, id: string | null, stale: boolean, explain: Explain): SessionState {
    const payload = readPayload(written);
    if (payload === null) {
      explain("it is not of this version");
      return this.fresh();
    }
    if (payload.endsAt * 1000 <= Date.now()) {
      explain("its time has passed");
      return this.fresh();
    }
    const { text, permanent } = payload;
    const origin: Origin = { text, permanent, id, stale };
    return new SessionState(decodeSession(text), origin, permanent);
  }

  #mustSave({ origin, permanent, regenerates }: SessionState, text: string): boolean {
    if (origin === null || regenerates || origin.stale) return true;
    if (text !== origin.text || permanent !== origin.permanent) return true;
    return permanent && this.settings.refreshEachRequest;
  }

  /** @returns The id under which it is now. */
  async #store(store: SessionStore, state: SessionState, payload: string): Promise<string> {
    const { lifetimeSeconds } = this.settings;
    const known = state.origin?.id ?? null;
    if (known !== null && !state.regenerates) {
      await ask(() => store.save(known, payload, lifetimeSeconds, "replace"));
      return known;
    }
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(idBytes)));
    await ask(() => store.save(id, payload, lifetimeSeconds, "create"));
    // Second: if this fails, the client still has a session, if not the new one.
    if (known !== null) await ask(() => store.delete(known));
    return id;
  }
}

/** A signed token over any text, which base64url makes fit for a cookie. */
function textToken(token: SignedToken): Token {
  return {
    write: (body) => token.write(toBase64url(new TextEncoder().encode(body))),
    read: (given) => {
      const read = token.read(given);
      if (!read.ok) return read;
      const bytes = fromBase64url(read.body);
      if (bytes === null) return { ok: false, reason: "it is not of this version" };
      return { ...read, body: new TextDecoder().decode(bytes) };
    },
  };
}

async function ask<Reply>(question: () => Promise<Reply>): Promise<Reply> {
  try {
    return await question();
  } catch (cause) {
    throw new ServiceUnavailable("sessions are not available at the moment", { cause });
  }
}
