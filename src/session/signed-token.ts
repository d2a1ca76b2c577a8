// Text that everyone can read and only the holder of a key can have written: `s1.<body>.<signature>`.
// The prefix names purpose and version and is signed as well: HMAC-SHA-256 under a derived key.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { equalInConstantTime } from "../http/constant-time.ts";
import { toBase64url } from "../json/bytes.ts";
import { deriveKey } from "./secret-keys.ts";

/** What a token said, or why it counts for nothing. */
export type ReadToken =
  | {
      readonly ok: true;
      readonly body: string;
      /** Whether an older key wrote it, so that it should be written anew. */
      readonly stale: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** A way to protect a text of a cookie. */
export interface Token {
  write(body: string): string;
  read(token: string): ReadToken;
}

/**
 * Signs bodies made of the letters of base64url.
 *
 * @example
 * const secrets = [new TextEncoder().encode("2f8c1d0e9b7a46538f1e0d9c8b7a6574")];
 * const token = new SignedToken("s1", "session", secrets);
 * token.read(token.write("eyJhIjoxfQ")); // => { ok: true, body: "eyJhIjoxfQ", stale: false }
 * token.read("s1.eyJhIjoxfQ.AAAA"); // => { ok: false, reason: "no key of secretKey has signed it" }
 */
export class SignedToken implements Token {
  readonly #prefix: string;
  /** Begun under each key, newest first; a message continues a copy. */
  readonly #macs: readonly ReturnType<typeof hmac.create>[];

  /** @param name The cookie's, so that a cookie cannot pass for another. */
  constructor(prefix: string, name: string, secrets: readonly Uint8Array[]) {
    this.#prefix = `${prefix}.`;
    this.#macs = secrets.map((secret) =>
      hmac.create(sha256, deriveKey(secret, `${prefix} ${name}`)),
    );
  }

  write(body: string): string {
    const signed = this.#prefix + body;
    return `${signed}.${this.#signature(0, signed)}`;
  }

  read(token: string): ReadToken {
    const dot = token.lastIndexOf(".");
    const prefix = this.#prefix;
    if (!token.startsWith(prefix) || dot < prefix.length) {
      return { ok: false, reason: `it is not of the kind ${prefix.slice(0, -1)}` };
    }
    const signed = token.slice(0, dot);
    const signature = token.slice(dot + 1);
    for (let i = 0; i < this.#macs.length; i++) {
      // Compared as text: of several ways to write the same bytes only one is right.
      if (!equalInConstantTime(signature, this.#signature(i, signed))) continue;
      return { ok: true, body: signed.slice(prefix.length), stale: i > 0 };
    }
    return { ok: false, reason: "no key of secretKey has signed it" };
  }

  #signature(key: number, signed: string): string {
    return toBase64url(this.#macs[key]!.clone().update(ascii.encode(signed)).digest());
  }
}

const ascii = new TextEncoder();
