// The program's secrets, checked, and the keys that are derived from them.
// A secret itself never signs nor seals: each purpose gets a key of its own.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { SetupError } from "../errors/setup-error.ts";

/** One secret, or several of which the newest comes first: the others only read what they wrote. */
export type SecretKey = Secret | readonly Secret[];

/** Text, bytes, or what holds them back from being printed: `Secret`. */
type Secret = string | Uint8Array | { reveal(): string };

// A key of 128 random bits, written in hexadecimal, has 32 digits.
const minTextLength = 32;
const minBytes = 16;
// Random hexadecimal digits come to fewer only once in a hundred million keys.
const minDistinct = 7;

/**
 * The secrets as bytes, newest first.
 *
 * @throws {SetupError} `secret-key` if there is none, or one that could be guessed.
 * @example
 * secretBytes("a".repeat(40)); // throws secret-key
 */
export function secretBytes(given: SecretKey): readonly Uint8Array[] {
  if (!Array.isArray(given)) return [checked(given as Secret, "secretKey")];
  if (given.length === 0) throw weakKey("secretKey", "is an empty list");
  return given.map((secret: Secret, i) => checked(secret, `secretKey[${i}]`));
}

/** A key of 32 bytes for one purpose. Knowing it tells nothing of the secret, nor of other keys. */
export function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  const info = new TextEncoder().encode(`hipflask ${purpose}`);
  return hkdf(sha256, secret, undefined, info, 32);
}

function checked(given: Secret, name: string): Uint8Array {
  const secret = isHeldBack(given) ? given.reveal() : given;
  if (typeof secret === "string") {
    if (secret.length < minTextLength) {
      throw weakKey(
        name,
        `must have at least ${minTextLength} characters, but has ${secret.length}`,
      );
    }
    if (new Set(secret).size < minDistinct) throw weakKey(name, "repeats a few characters");
    return new TextEncoder().encode(secret);
  }
  if (!(secret instanceof Uint8Array)) throw weakKey(name, "must be text or bytes");
  if (secret.length < minBytes) {
    throw weakKey(name, `must have at least ${minBytes} bytes, but has ${secret.length}`);
  }
  if (new Set(secret).size < minDistinct) throw weakKey(name, "repeats a few bytes");
  return secret.slice();
}

function isHeldBack(given: Secret): given is { reveal(): string } {
  return typeof given === "object" && given !== null && "reveal" in given;
}

// Never shows the secret: messages end up in logs.
function weakKey(name: string, what: string): SetupError {
  return new SetupError({
    code: "secret-key",
    message: `Cannot use ${name}: it ${what}`,
    fix: "make one with `openssl rand -hex 32`, keep it out of the source, and give it as secretKey",
  });
}
