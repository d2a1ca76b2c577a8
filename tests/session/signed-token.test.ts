import { describe, expect, test } from "vitest";
import { secretBytes } from "../../src/session/secret-keys.ts";
import { SignedToken } from "../../src/session/signed-token.ts";
import { olderSecret, secret, strangeSecret } from "./secrets.ts";

const signer = (keys: string[], name = "session", prefix = "s1"): SignedToken =>
  new SignedToken(prefix, name, secretBytes(keys));

const body = "eyJhIjoxfQ";
const token = signer([secret]).write(body);

test("the signature is HMAC-SHA-256 over everything before it, under the derived key", async () => {
  const subtle = crypto.subtle;
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const base = await subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  const info = bytes("hipflask s1 session");
  const key = await subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info },
    base,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"],
  );
  const signature = new Uint8Array(await subtle.sign("HMAC", key, bytes(`s1.${body}`)));
  const base64 = btoa(String.fromCharCode(...signature));
  const text = base64.replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
  expect(token).toBe(`s1.${body}.${text}`);
});

// Rows: the keys that read. Each reads what the newest of another list wrote.
describe("rotation", () => {
  test.each<[string, string[], { ok: boolean; stale?: boolean }]>([
    ["the same key", [secret], { ok: true, stale: false }],
    ["the same key, then an older one", [secret, olderSecret], { ok: true, stale: false }],
    ["a newer key, then the same", [olderSecret, secret], { ok: true, stale: true }],
    [
      "two newer keys, then the same",
      [strangeSecret, olderSecret, secret],
      { ok: true, stale: true },
    ],
    ["another key", [strangeSecret], { ok: false }],
    ["two other keys", [strangeSecret, olderSecret], { ok: false }],
  ])("what a key has signed is read with %s", (_, keys, wanted) => {
    expect(signer(keys).read(token)).toMatchObject(wanted);
  });

  test("the newest key signs", () => {
    const written = signer([secret, olderSecret]).write(body);
    expect(signer([secret]).read(written).ok).toBe(true);
    expect(signer([olderSecret]).read(written).ok).toBe(false);
  });
});

describe("a token counts for nothing", () => {
  const reader = signer([secret, olderSecret]);

  test("if any letter of it is another", () => {
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === "A" ? "B" : "A";
      const forged = token.slice(0, i) + other + token.slice(i + 1);
      expect(reader.read(forged)).toMatchObject({ ok: false });
    }
  });

  test("if it is cut anywhere, or goes on", () => {
    for (let end = 0; end < token.length; end++) {
      expect(reader.read(token.slice(0, end))).toMatchObject({ ok: false });
    }
    for (const more of [".", "A", "=", " ", ".A"]) {
      expect(reader.read(token + more)).toMatchObject({ ok: false });
    }
  });

  test.each([
    "",
    ".",
    "..",
    "s1",
    "s1.",
    "s1..",
    "garbage",
    "eyJhIjoiMSJ9.AAAAAA.invalidsignature",
  ])("if it is %j", (text) => {
    expect(reader.read(text)).toMatchObject({ ok: false });
  });

  test("if it was signed for another cookie or another purpose", () => {
    expect(reader.read(signer([secret], "other").write(body)).ok).toBe(false);
    const other = signer([secret], "session", "i1").write(body);
    expect(reader.read(other).ok).toBe(false);
    expect(reader.read(other.replace("i1", "s1")).ok).toBe(false);
  });
});
