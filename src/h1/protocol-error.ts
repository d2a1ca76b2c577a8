// A message that breaks HTTP/1.1. Each has a stable code and a status; none repeats the peer's bytes.

import type { Refusal } from "../gateway.ts";

/** Stable: programs and logs may rely on them. */
export type ProtocolErrorCode =
  | "request-line"
  | "method"
  | "target"
  | "target-too-long"
  | "version"
  | "connect-refused"
  | "bare-cr"
  | "bare-lf"
  | "field-name"
  | "field-value"
  | "folded-line"
  | "head-too-large"
  | "too-many-headers"
  | "host-missing"
  | "host-repeated"
  | "host-invalid"
  | "content-length"
  | "transfer-encoding"
  | "transfer-coding-unknown"
  | "ambiguous-framing"
  | "chunk-size"
  | "chunk-extension"
  | "chunk-extensions-too-large"
  | "chunk-end"
  | "trailers-too-large"
  | "trailer-field"
  | "expectation-failed"
  | "body-too-large"
  | "body-incomplete"
  | "misdirected"
  | "head-timeout"
  | "request-timeout"
  | "body-too-slow"
  | "handler-timeout";

const refusals: Readonly<Record<ProtocolErrorCode, readonly [status: number, detail: string]>> = {
  "request-line": [400, "the request line must be `method SP target SP HTTP/1.1`, ended by CR LF"],
  method: [400, "the method must be a token"],
  target: [400, "the request target must be a path, an absolute http URL, or `*` with OPTIONS"],
  "target-too-long": [414, "the request target is longer than this server accepts"],
  version: [505, "this server speaks HTTP/1.1 and HTTP/1.0"],
  "connect-refused": [501, "this server is not a proxy: it does not CONNECT"],
  "bare-cr": [400, "a CR must be followed by LF"],
  "bare-lf": [400, "a line must end with CR LF, not LF alone"],
  "field-name": [
    400,
    "a header line must be `name: value`, its name a token with the colon right behind it",
  ],
  "field-value": [400, "a header value must be free of control characters"],
  "folded-line": [400, "a header line must not begin with white space"],
  "head-too-large": [431, "the request's head is larger than this server accepts"],
  "too-many-headers": [431, "the request has more header lines than this server accepts"],
  "host-missing": [400, "an HTTP/1.1 request must have a Host header"],
  "host-repeated": [400, "a request must have only one Host header"],
  "host-invalid": [400, "the Host header must be a host name or address, with an optional port"],
  "content-length": [
    400,
    "Content-Length must be a decimal number, the same wherever it is repeated",
  ],
  "transfer-encoding": [400, "Transfer-Encoding must be `chunked`"],
  "transfer-coding-unknown": [501, "the only transfer coding that this server knows is chunked"],
  "ambiguous-framing": [400, "a request must not have both Content-Length and Transfer-Encoding"],
  "chunk-size": [400, "a chunk must begin with its size in hexadecimal digits"],
  "chunk-extension": [400, "a chunk extension must be `;name` or `;name=value`"],
  "chunk-extensions-too-large": [400, "the chunk extensions are larger than this server accepts"],
  "chunk-end": [400, "a chunk's data must be followed by CR LF"],
  "trailers-too-large": [431, "the trailer section is larger than this server accepts"],
  "trailer-field": [400, "a trailer must not say how long the body is"],
  "expectation-failed": [417, "the only expectation that this server meets is 100-continue"],
  "body-too-large": [413, "the request's body is larger than this server accepts"],
  "body-incomplete": [400, "the connection ended before the request's body did"],
  "head-timeout": [408, "the request's head did not arrive in time"],
  "request-timeout": [408, "the request did not arrive in time"],
  "body-too-slow": [408, "the request's body arrives more slowly than this server accepts"],
  "handler-timeout": [503, "the server did not come to an answer in time"],
  misdirected: [421, "an https URL must be asked for over TLS"],
};

/** A message that the engine refuses. */
export class ProtocolError extends Error implements Refusal {
  override readonly name: string = "ProtocolError";
  readonly code: ProtocolErrorCode;
  readonly status: number;
  readonly detail: string;

  constructor(code: ProtocolErrorCode) {
    const [status, detail] = refusals[code];
    super(`${code}: ${detail}`);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}
