// A server on Node: opened where it is told to, answering by the gateway, closed without losing a request.

import type { ListenOptions, Server, Timeouts } from "../runtime.ts";
import { defaultTimeouts } from "../../h1/phase.ts";
import { bind } from "./bind.ts";
import { drain } from "./drain.ts";
import { EngineFront } from "./engine-front.ts";
import { HttpFront } from "./http-front.ts";
import { tlsSettings, type TlsSettings } from "./tls-settings.ts";
import { mayDrain, sharedCertificate, workerLink } from "./worker.ts";

// Long enough for a phone on a bad line, short enough that nobody parks sockets in it.
const defaultHandshakeTimeoutMs = 10_000;

const defaultDrainTimeoutMs = 10_000;

/**
 * Listens for HTTP/1.1.
 *
 * @throws As a rejection, the system's error or a {ListenFailure}: see `bind` and `tlsSettings`.
 */
export async function listen(options: ListenOptions): Promise<Server> {
  const timeouts: Timeouts = {
    ...defaultTimeouts,
    handshakeTimeoutMs: defaultHandshakeTimeoutMs,
    ...options.timeouts,
  };
  const tls = await tlsOf(options, timeouts.handshakeTimeoutMs);
  const ServerFront = options.server === "node:http" ? HttpFront : EngineFront;
  const front = new ServerFront(options, timeouts, tls);
  const { server } = front;
  try {
    const { host, port, path, url, release } = await bind(
      server,
      options,
      tls === null ? "http" : "https",
    );
    // Running out of file descriptors ends an accept, not the server.
    server.on("error", options.onError);
    let closing: Promise<void> | undefined;
    const end = async (drainTimeoutMs: number): Promise<void> => {
      await drain(front, drainTimeoutMs, workerLink === null ? undefined : mayDrain);
      front.dispose();
      release();
    };
    return {
      host,
      port,
      path,
      url,
      close: ({ drainTimeoutMs = defaultDrainTimeoutMs } = {}) => (closing ??= end(drainTimeoutMs)),
    };
  } catch (error) {
    front.dispose();
    throw error;
  }
}

async function tlsOf(
  { host, tls }: ListenOptions,
  handshakeTimeoutMs: number,
): Promise<TlsSettings | null> {
  if (tls === undefined) return null;
  // A client that has trusted one worker's certificate would meet another's the next time.
  const shared = tls === "adhoc" && workerLink !== null ? await sharedCertificate(host) : tls;
  return tlsSettings(shared, host, handshakeTimeoutMs);
}
