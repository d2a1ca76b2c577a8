import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeAdhocCertificate } from "../../../src/runtimes/node/adhoc-certificate.ts";
import { tlsSettings } from "../../../src/runtimes/node/tls-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "hipflask-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = makeAdhocCertificate("localhost");
const other = makeAdhocCertificate("localhost");
const { privateKey: encrypted } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "right" },
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const settings = (tls: Parameters<typeof tlsSettings>[0]): ReturnType<typeof tlsSettings> =>
  tlsSettings(tls, "127.0.0.1", 1_000);

describe("key and certificate come", () => {
  test("as text", () => {
    expect(settings(one).options).toMatchObject(one);
  });

  test("as bytes", () => {
    const { options } = settings({ key: Buffer.from(one.key), cert: Buffer.from(one.cert) });
    expect(String(options.cert)).toBe(one.cert);
  });

  test("as files", () => {
    const { options } = settings({ key: file("key", one.key), cert: file("cert", one.cert) });
    expect(String(options.key)).toBe(one.key);
  });

  test("from nowhere, for development", () => {
    expect(String(settings("adhoc").options.cert)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });

  test("for other names too", () => {
    const { contexts } = settings({ ...one, hosts: { "a.example": other } });
    expect([...contexts.keys()]).toEqual(["a.example"]);
  });
});

test("a client needs no certificate unless told so", () => {
  expect(settings(one).options).toMatchObject({ requestCert: false, rejectUnauthorized: false });
  const { options } = settings({ ...one, ca: one.cert, requireClientCertificate: true });
  expect(options).toMatchObject({ ca: one.cert, requestCert: true, rejectUnauthorized: true });
});

describe("what cannot be used is refused", () => {
  const mismatch = { key: one.key, cert: other.cert };
  test.each([
    [
      "a file that is not there",
      { ...one, key: "/nowhere/key.pem" },
      "tls-file",
      'tls.key from "/nowhere/key.pem": ENOENT',
    ],
    [
      "the key of another certificate",
      mismatch,
      "tls-certificate",
      "of tls: the key is not the one of the certificate",
    ],
    [
      "what is no PEM",
      { ...one, cert: file("no.pem", "no") },
      "tls-certificate",
      "of tls: something in it is not PEM",
    ],
    [
      "an encrypted key without a passphrase",
      { ...one, key: encrypted },
      "tls-certificate",
      "tls.passphrase is missing",
    ],
    [
      "another passphrase",
      { ...one, key: encrypted, passphrase: "no" },
      "tls-certificate",
      "or another one",
    ],
    [
      "authorities that are none",
      { ...one, ca: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" },
      "tls-certificate",
      "of tls.ca: it is no certificate in PEM",
    ],
    [
      "the same for another name",
      { ...one, hosts: { "a.example": mismatch } },
      "tls-certificate",
      'of tls.hosts["a.example"]: the key is not',
    ],
  ])("%s", (_, tls, code, said) => {
    expect(() => settings(tls)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(said) }),
    );
  });

  test("another passphrase is one too where it decrypts to something that is no key", () => {
    const garbles = (passphrase: string): boolean => {
      try {
        createPrivateKey({ key: encrypted, passphrase });
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ERR_OSSL_UNSUPPORTED";
      }
    };
    let passphrase = 0;
    while (!garbles(String(passphrase))) passphrase++;
    expect(() => settings({ ...one, key: encrypted, passphrase: String(passphrase) })).toThrow(
      "tls.passphrase is missing or another one",
    );
  });

  test("and a passphrase that fits is used", () => {
    // The key is not the certificate's, but it could be read.
    expect(() => settings({ ...one, key: encrypted, passphrase: "right" })).toThrow(
      "the key is not the one of the certificate",
    );
  });
});
