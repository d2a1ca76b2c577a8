// A certificate for development, made in the process and kept nowhere. It vouches for nothing:
// clients warn, or are told to trust it.
// Source: RFC 5280 §4.1 and §4.2.1. Why it is written by hand: decisions/0008.

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from "./der.ts";
import { ipBytes } from "./ip-bytes.ts";

export interface AdhocCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

const ecdsaWithSha256 = sequence(objectId("1.2.840.10045.4.3.2"));
const dayMs = 86_400_000;

/**
 * Makes a key and a certificate that it signs itself: for this machine's names, and for `host`.
 *
 * @example
 * const { cert } = makeAdhocCertificate("localhost");
 * cert.split("\n")[0]; // => "-----BEGIN CERTIFICATE-----"
 * @see Flask's `ssl_context="adhoc"`
 */
export function makeAdhocCertificate(host: string, now: Date = new Date()): AdhocCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const name = sequence(setOf(sequence(objectId("2.5.4.3"), utf8String("localhost"))));
  const certificate = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    // RFC 5280 §4.1.2.2: not 0, and at most 20 bytes.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    // A clock that is a little behind must not refuse it.
    sequence(time(new Date(now.getTime() - dayMs)), time(new Date(now.getTime() + 30 * dayMs))),
    name,
    publicKey,
    explicit(3, extensions(host)),
  );
  const signature = sign("sha256", certificate, privateKey);
  const whole = sequence(certificate, ecdsaWithSha256, bitString(signature));
  return { key: privateKey, cert: pem(whole) };
}

function extensions(host: string): Uint8Array {
  const names = new Set(["localhost", "127.0.0.1", "::1", ...(isNamed(host) ? [host] : [])]);
  return sequence(
    // Not an authority: whoever trusts it trusts nothing else by it.
    extension("2.5.29.19", true, sequence()),
    extension("2.5.29.15", true, bitString(Buffer.from([0b1000_0000]), 7)), // digitalSignature
    extension("2.5.29.37", false, sequence(objectId("1.3.6.1.5.5.7.3.1"))), // serverAuth
    extension("2.5.29.17", false, sequence(...[...names].map(alternativeName))),
  );
}

// `0.0.0.0` and `::` are every address, and nobody's.
function isNamed(host: string): boolean {
  return host !== "0.0.0.0" && host !== "::" && /^[\x21-\x7e]+$/.test(host);
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  // What is the default is left out (X.690 §11.5).
  const flag = critical ? [boolean(true)] : [];
  return sequence(objectId(id), ...flag, octetString(value));
}

function alternativeName(name: string): Uint8Array {
  return isIP(name) === 0 ? implicit(2, Buffer.from(name)) : implicit(7, ipBytes(name));
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
