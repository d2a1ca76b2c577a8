import { describe, expect, test } from "vitest";
import { Secret } from "../../src/config/secret.ts";
import { deriveKey, secretBytes, type SecretKey } from "../../src/session/secret-keys.ts";
import { olderSecret, secret } from "./secrets.ts";

describe("secrets are taken", () => {
  test("as text", () => {
    expect(secretBytes(secret)).toEqual([new TextEncoder().encode(secret)]);
  });

  test("as bytes, which are copied", () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => i);
    const [taken] = secretBytes(bytes);
    bytes.fill(0);
    expect(taken).toEqual(Uint8Array.from({ length: 16 }, (_, i) => i));
  });

  test("as a Secret", () => {
    expect(secretBytes(new Secret(secret))).toEqual(secretBytes(secret));
  });

  test("as a list, the newest first", () => {
    expect(secretBytes([secret, olderSecret])[1]).toEqual(new TextEncoder().encode(olderSecret));
  });
});

test.each<[string, unknown, string]>([
  ["an empty list", [], "secretKey: it is an empty list"],
  ["short text", "too short", "secretKey: it must have at least 32 characters, but has 9"],
  ["an older one that is short", [secret, "short"], "secretKey[1]: it must have at least 32"],
  ["repeated text", "changeme".repeat(8).replace(/[hng]/g, "a"), "secretKey: it repeats a few"],
  ["short bytes", new Uint8Array(8), "secretKey: it must have at least 16 bytes, but has 8"],
  ["zeros", new Uint8Array(32), "secretKey: it repeats a few bytes"],
  ["a number", 7, "secretKey: it must be text or bytes"],
  ["nothing", null, "secretKey: it must be text or bytes"],
  ["a list of numbers", [7], "secretKey[0]: it must be text or bytes"],
  ["undefined in a list", [secret, undefined], "secretKey[1]: it must be text or bytes"],
])("%s is refused", (_, given, message) => {
  expect(() => secretBytes(given as SecretKey)).toThrow(
    expect.objectContaining({ code: "secret-key", message: expect.stringContaining(message) }),
  );
});

test("a message never shows the secret", () => {
  expect(() => secretBytes("hunter2hunter2")).toThrow(/^(?!.*hunter2)/s);
});

// HKDF-SHA-256 of RFC 5869 without a salt, held to the platform's own.
test("a purpose has its key, and another purpose another", async () => {
  const bytes = new TextEncoder().encode(secret);
  const key = deriveKey(bytes, "s1 session");
  const base = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]);
  const info = new TextEncoder().encode("hipflask s1 session");
  const params = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const wanted = new Uint8Array(await crypto.subtle.deriveBits(params, base, 256));
  expect(key).toEqual(wanted);
  expect(deriveKey(bytes, "e1 session")).not.toEqual(key);
});
