// Where the engine and node:http come to different requests, and why that is right. Each kind is named
// and has its reason; a difference of any other kind is a finding.

import { METHODS } from "node:http";
import type { SeenRequest } from "./engine-run.ts";

/** Messages that node:http goes on with and the engine refuses, by the code of the refusal. */
export const stricter: Readonly<Record<string, string>> = {
  close: "RFC 9112 §9.3: `close` ends the connection, whatever else Connection names.",
  "bare-lf":
    "RFC 9112 §2.2 lets a recipient take LF alone for a line end. Two servers in a row that differ about it see different requests.",
  "bare-cr": "RFC 9112 §2.2: a bare CR is invalid, or as good as a space; it is refused.",
  method:
    "RFC 9112 §2.2 has empty lines before a request ignored: CR LF, and no other white space.",
  "request-line":
    "RFC 9112 §3: exactly one space between the parts; leniency there is what §3 itself warns of.",
  target:
    "RFC 9112 §3.2 gives a target four forms; node:http takes any text, and a request line without a version (HTTP/0.9).",
  version: "RFC 9112 §2.3: the version is `HTTP/1.` and a digit; node:http takes HTTP/0.9 and 2.0.",
  "connect-refused": "RFC 9110 §9.3.6: CONNECT is for proxies.",
  "host-missing": "RFC 9112 §3.2: 400. node:http answers so too, but goes on with what follows.",
  "host-repeated":
    "RFC 9112 §3.2: a request with more than one Host line must be answered with 400.",
  "host-invalid": "RFC 9112 §3.2: a request with an invalid Host must be answered with 400.",
  misdirected: "RFC 9110 §7.4: an https URL must be refused on a connection without TLS.",
  "field-name": "RFC 9112 §5.1: no white space before the colon; §5.2: no folded lines.",
  "folded-line": "RFC 9112 §5.2: a folded line must be refused or replaced; it is refused.",
  "field-value": "RFC 9110 §5.5: CR, LF, NUL and other control characters are invalid.",
  "content-length":
    "RFC 9110 §8.6: a length that is said more than once may be refused, whatever it says.",
  "transfer-encoding":
    "RFC 9112 §6.1: chunked is the last coding, and only once; in HTTP/1.0 the field is faulty framing.",
  "transfer-coding-unknown": "RFC 9112 §6.1: a coding that the server does not know is 501.",
  "ambiguous-framing":
    "RFC 9112 §6.1: Content-Length beside Transfer-Encoding ought to be handled as an error.",
  "chunk-size": "RFC 9112 §7.1: hexadecimal digits; seventeen of them are an overflow in waiting.",
  "chunk-extension": "RFC 9112 §7.1.1: `;name` or `;name=value`, and nothing else.",
  "chunk-end": "RFC 9112 §7.1: CR LF after the data.",
  "trailer-field": "RFC 9110 §6.5.1: a trailer must not say how the message is framed.",
  "body-too-large": "RFC 9112 §7.1 asks to expect large sizes: one beyond 2^53 cannot be counted.",
  "expectation-failed":
    "RFC 9110 §10.1.1: 417. node:http answers so too, but goes on with what follows.",
};

/** Messages that node:http refuses and the engine takes, because HTTP asks for it. */
export const demanded: readonly {
  readonly kind: string;
  readonly reason: string;
  /** Whether a request is of this kind, or could be. */
  fits(request: SeenRequest, input: string): boolean;
}[] = [
  {
    kind: "method",
    reason: "RFC 9110 §9.1: any token is a method; which are known is the application's affair.",
    fits: ({ method }) => !METHODS.includes(method),
  },
  {
    kind: "bad-white-space",
    reason:
      "RFC 9110 §5.6.3: a recipient must parse white space around `;` and `=` in chunk extensions.",
    fits: (_, input) => /^[0-9a-f]+(?:[ \t]+;|;[^\r\n]*[ \t])/im.test(input),
  },
  {
    kind: "optional-white-space",
    reason: "RFC 9110 §5.5: white space around a value, of any kind and number, is not part of it.",
    fits: (_, input) => /^[!-9;-~]+:(?:[ \t]{2}|\t)|[ \t]\r$/m.test(input),
  },
  {
    kind: "trailer",
    reason: "RFC 9110 §6.5.1: a trailer such as `Connection` is not one of the header's fields.",
    fits: (_, input) => /^0+(?:;[^\r\n]*)?\r\n[!-9;-~]+:/m.test(input),
  },
  {
    kind: "upgrade",
    reason:
      "RFC 9110 §7.8: an offer to change the protocol may be ignored; then what follows is HTTP.",
    fits: (_, input) => /^upgrade:/im.test(input),
  },
  {
    kind: "minor-version",
    reason: "RFC 9110 §6.2: a higher minor version is processed as the highest that is known.",
    fits: (_, input) => /^[^\r\n]* HTTP\/1\.[2-9]\r\n/m.test(input),
  },
];
