// Keys and certificates as node:tls wants them, read once and checked before a port is opened.

import { X509Certificate, constants } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  createSecureContext,
  type SecureContext,
  type TlsOptions as ServerOptions,
} from "node:tls";
import { ListenFailure } from "../listen-failure.ts";
import type { Certificate, Pem, TlsOptions } from "../runtime.ts";
import { makeAdhocCertificate } from "./adhoc-certificate.ts";

export interface TlsSettings {
  readonly options: ServerOptions;
  /** Certificates for other names, by SNI. */
  readonly contexts: ReadonlyMap<string, SecureContext>;
}

// A client may start the key exchange again and again, which costs the server more than the
// client. TLS 1.3 has no such thing.
const secureOptions = constants.SSL_OP_NO_RENEGOTIATION;

/** @throws {ListenFailure} `tls-file`, `tls-certificate`. */
export function tlsSettings(
  tls: TlsOptions | "adhoc",
  host: string,
  handshakeTimeoutMs: number,
): TlsSettings {
  const given: TlsOptions = tls === "adhoc" ? makeAdhocCertificate(host) : tls;
  const { hosts = {}, requireClientCertificate = false } = given;
  const own = certificate(given, "tls");
  const ca = given.ca === undefined ? {} : { ca: authorities(given.ca) };
  context({ ...own, ...ca }, "tls");
  return {
    options: {
      ...own,
      ...ca,
      secureOptions,
      // A client that speaks none of it is told so, instead of being answered in another language.
      ALPNProtocols: ["http/1.1"],
      handshakeTimeout: handshakeTimeoutMs,
      requestCert: requireClientCertificate,
      rejectUnauthorized: requireClientCertificate,
    },
    contexts: new Map(
      Object.entries(hosts).map(([name, other]) => {
        const where = `tls.hosts["${name}"]`;
        return [name, context({ ...certificate(other, where), ...ca }, where)];
      }),
    ),
  };
}

function certificate(given: Certificate, where: string): ServerOptions {
  const { passphrase } = given;
  return {
    key: read(given.key, `${where}.key`),
    cert: read(given.cert, `${where}.cert`),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

// OpenSSL passes over what it cannot read here, and then nobody would be let in.
function authorities(given: Pem): string | Buffer {
  const ca = read(given, "tls.ca");
  try {
    void new X509Certificate(ca);
    return ca;
  } catch (cause) {
    throw unusable("tls.ca", "it is no certificate in PEM", cause);
  }
}

function read(pem: Pem, name: string): string | Buffer {
  if (typeof pem !== "string") return Buffer.from(pem);
  if (pem.includes("-----BEGIN ")) return pem;
  try {
    return readFileSync(pem);
  } catch (cause) {
    throw new ListenFailure({
      code: "tls-file",
      message: `Cannot read ${name} from ${JSON.stringify(pem.slice(0, 200))}: ${(cause as Error).message}`,
      fix: "give the path of a file in PEM, or its text",
      cause,
    });
  }
}

const wrongPassphrase = "the key is encrypted, and tls.passphrase is missing or another one";

const reasons: ReadonlyMap<string, string> = new Map([
  ["ERR_OSSL_X509_KEY_VALUES_MISMATCH", "the key is not the one of the certificate"],
  ["ERR_OSSL_BAD_DECRYPT", wrongPassphrase],
  ["ERR_OSSL_PEM_NO_START_LINE", "something in it is not PEM"],
  ["ERR_OSSL_UNSUPPORTED", "something in it is not PEM"],
]);

function context(options: ServerOptions, where: string): SecureContext {
  try {
    return createSecureContext({ ...options, secureOptions });
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    // One in 256 passphrases decrypts to something that ends as a key would, and is none.
    const isGarbled =
      code === "ERR_OSSL_UNSUPPORTED" && String(options.key).includes("ENCRYPTED PRIVATE KEY");
    throw unusable(where, isGarbled ? wrongPassphrase : (reasons.get(code) ?? message), cause);
  }
}

function unusable(where: string, reason: string, cause: unknown): ListenFailure {
  return new ListenFailure({
    code: "tls-certificate",
    message: `Cannot use the certificate of ${where}: ${reason}`,
    fix: 'give key and cert that belong together, or tls: "adhoc" for development',
    cause,
  });
}
