// A certificate for the servers that speak TLS: made anew, so that no private key lies in the project.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Paths of PEM files. */
export interface Certificate {
  readonly keyFile: string;
  readonly certFile: string;
}

/**
 * Makes a certificate, which is gone when the process is.
 *
 * @throws {Error} If there is no `openssl` program.
 */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "hipflask-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  const keyFile = join(folder, "key.pem");
  const certFile = join(folder, "cert.pem");
  // The kind of key that most certificates have today; a handshake is not what is measured.
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const subject = ["-subj", "/CN=localhost", "-days", "2"];
  execFileSync(
    "openssl",
    ["req", "-x509", ...key, ...subject, "-keyout", keyFile, "-out", certFile],
    {
      stdio: "ignore",
    },
  );
  return { keyFile, certFile };
}
