// Text that only the holder of a key can read or have written: `e1.<nonce and ciphertext>`.
// XChaCha20-Poly1305 under a derived key: its nonces are long enough to be drawn at random for ever.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { fromBase64url, toBase64url } from "../json/bytes.ts";
import { deriveKey } from "./secret-keys.ts";
import type { ReadToken, Token } from "./signed-token.ts";

const nonceBytes = 24;
const tagBytes = 16;

/**
 * Seals texts.
 *
 * @example
 * const secrets = [new TextEncoder().encode("2f8c1d0e9b7a46538f1e0d9c8b7a6574")];
 * const token = new SealedToken("e1", "session", secrets);
 * token.read(token.write("only for us")); // => { ok: true, body: "only for us", stale: false }
 */
export class SealedToken implements Token {
  readonly #prefix: string;
  readonly #associated: Uint8Array;
  /** Newest first. */
  readonly #keys: readonly Uint8Array[];

  /** @param name The cookie's, so that a cookie cannot pass for another. */
  constructor(prefix: string, name: string, secrets: readonly Uint8Array[]) {
    this.#prefix = `${prefix}.`;
    this.#associated = new TextEncoder().encode(prefix);
    this.#keys = secrets.map((secret) => deriveKey(secret, `${prefix} ${name}`));
  }

  write(body: string): string {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const cipher = xchacha20poly1305(this.#keys[0]!, nonce, this.#associated);
    const sealed = cipher.encrypt(new TextEncoder().encode(body));
    const bytes = new Uint8Array(nonceBytes + sealed.length);
    bytes.set(nonce);
    bytes.set(sealed, nonceBytes);
    return this.#prefix + toBase64url(bytes);
  }

  read(token: string): ReadToken {
    const prefix = this.#prefix;
    if (!token.startsWith(prefix)) {
      return { ok: false, reason: `it is not of the kind ${prefix.slice(0, -1)}` };
    }
    const bytes = fromBase64url(token.slice(prefix.length));
    if (bytes === null || bytes.length < nonceBytes + tagBytes) {
      return { ok: false, reason: "it is cut short" };
    }
    const nonce = bytes.subarray(0, nonceBytes);
    const sealed = bytes.subarray(nonceBytes);
    for (let i = 0; i < this.#keys.length; i++) {
      const opened = open(this.#keys[i]!, nonce, this.#associated, sealed);
      if (opened !== null) return { ok: true, body: decoder.decode(opened), stale: i > 0 };
    }
    return { ok: false, reason: "no key of secretKey has sealed it" };
  }
}

const decoder = new TextDecoder();

function open(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  try {
    return xchacha20poly1305(key, nonce, associated).decrypt(sealed);
  } catch {
    // The library throws on a wrong tag, after having compared all of it.
    return null;
  }
}
