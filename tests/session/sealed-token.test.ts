import { describe, expect, test } from "vitest";
import { secretBytes } from "../../src/session/secret-keys.ts";
import { SealedToken } from "../../src/session/sealed-token.ts";
import { SignedToken } from "../../src/session/signed-token.ts";
import { olderSecret, secret, strangeSecret } from "./secrets.ts";

const sealer = (keys: string[], name = "session"): SealedToken =>
  new SealedToken("e1", name, secretBytes(keys));

const body = '{"userId":7,"name":"Ünïcødé ☃"}';
const token = sealer([secret]).write(body);

test("what was sealed comes back, whatever letters it has", () => {
  expect(sealer([secret]).read(token)).toEqual({ ok: true, body, stale: false });
});

test("nothing can be read from it, and the same text is never sealed alike", () => {
  const bytes = atob(token.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
  expect(bytes).not.toContain("userId");
  expect(sealer([secret]).write(body)).not.toBe(token);
});

test.each<[string, string[], { ok: boolean; stale?: boolean }]>([
  ["the same key", [secret], { ok: true, stale: false }],
  ["the same key, then an older one", [secret, olderSecret], { ok: true, stale: false }],
  ["a newer key, then the same", [olderSecret, secret], { ok: true, stale: true }],
  ["another key", [strangeSecret], { ok: false }],
  ["two other keys", [strangeSecret, olderSecret], { ok: false }],
])("what a key has sealed is opened with %s", (_, keys, wanted) => {
  expect(sealer(keys).read(token)).toMatchObject(wanted);
});

describe("a token counts for nothing", () => {
  const reader = sealer([secret, olderSecret]);

  test("if any byte of it is another", () => {
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === "A" ? "B" : "A";
      const forged = token.slice(0, i) + other + token.slice(i + 1);
      expect(reader.read(forged)).toMatchObject({ ok: false });
    }
  });

  test("if it is cut anywhere", () => {
    for (let end = 0; end < token.length; end++) {
      expect(reader.read(token.slice(0, end))).toMatchObject({ ok: false });
    }
  });

  test("if it was sealed for another cookie, or only signed", () => {
    expect(reader.read(sealer([secret], "other").write(body)).ok).toBe(false);
    const signed = new SignedToken("s1", "session", secretBytes(secret)).write("e30");
    expect(reader.read(signed)).toEqual({ ok: false, reason: "it is not of the kind e1" });
  });
});
