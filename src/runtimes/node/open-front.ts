// What answers, of either kind, before anything listens.

import type { ListenOptions, Timeouts } from "../runtime.ts";
import { defaultTimeouts } from "../../h1/phase.ts";
import type { AdhocCertificate } from "./adhoc-certificate.ts";
import type { Front } from "./drain.ts";
import { EngineFront } from "./engine-front.ts";
import { HttpFront } from "./http-front.ts";
import { tlsSettings } from "./tls-settings.ts";

// Long enough for a phone on a bad line, short enough that nobody parks sockets in it.
const defaultHandshakeTimeoutMs = 10_000;

/**
 * @param certificate The one of all processes that share the place, where it is `"adhoc"`.
 * @throws A {ListenFailure}: see `tlsSettings`.
 */
export function openFront(options: ListenOptions, certificate?: AdhocCertificate): Front {
  const timeouts: Timeouts = {
    ...defaultTimeouts,
    handshakeTimeoutMs: defaultHandshakeTimeoutMs,
    ...options.timeouts,
  };
  const { host } = options;
  const given = options.tls === "adhoc" ? (certificate ?? "adhoc") : options.tls;
  const tls = given === undefined ? null : tlsSettings(given, host, timeouts.handshakeTimeoutMs);
  const ServerFront = options.server === "node:http" ? HttpFront : EngineFront;
  return new ServerFront(options, timeouts, tls);
}
