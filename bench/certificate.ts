// A certificate for the servers that speak TLS: made anew, so that no private key lies in the project.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAdhocCertificate } from "../src/runtimes/node/adhoc-certificate.ts";

/** Paths of PEM files. */
export interface Certificate {
  readonly keyFile: string;
  readonly certFile: string;
}

/** Makes a certificate in a folder that is gone when the process is. */
export function makeCertificate(): Certificate {
  const { key, cert } = makeAdhocCertificate("127.0.0.1");
  const folder = mkdtempSync(join(tmpdir(), "hipflask-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  const keyFile = join(folder, "key.pem");
  const certFile = join(folder, "cert.pem");
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certFile, cert);
  return { keyFile, certFile };
}
