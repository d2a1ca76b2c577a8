import { X509Certificate, createPrivateKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { makeAdhocCertificate } from "../../../src/runtimes/node/adhoc-certificate.ts";

const now = new Date("2026-05-06T07:08:09Z");
const { cert, key } = makeAdhocCertificate("192.0.2.7", now);
const certificate = new X509Certificate(cert);

describe("a certificate for development", () => {
  test("belongs to its key, and is signed with it", () => {
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  test("is for this machine, and for the host that is listened on", () => {
    expect(certificate.subjectAltName).toBe(
      "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:192.0.2.7",
    );
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkHost("example.com")).toBeUndefined();
  });

  test("names no address that stands for all of them", () => {
    const everywhere = new X509Certificate(makeAdhocCertificate("0.0.0.0").cert);
    expect(everywhere.subjectAltName).not.toContain("0.0.0.0");
  });

  test("names a host by its name", () => {
    const named = new X509Certificate(makeAdhocCertificate("dev.example").cert);
    expect(named.checkHost("dev.example")).toBe("dev.example");
  });

  test("counts for a month, from yesterday on", () => {
    expect(new Date(certificate.validFrom).toISOString()).toBe("2026-05-05T07:08:09.000Z");
    expect(new Date(certificate.validTo).toISOString()).toBe("2026-06-05T07:08:09.000Z");
  });

  test("is no authority, and for servers only", () => {
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  test("is another one each time", () => {
    const other = new X509Certificate(makeAdhocCertificate("192.0.2.7", now).cert);
    expect(other.serialNumber).not.toBe(certificate.serialNumber);
    expect(other.fingerprint256).not.toBe(certificate.fingerprint256);
  });
});
