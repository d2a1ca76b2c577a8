// The listening side of sockets: plain ones, or those that come out of a TLS handshake.

import { createServer, type Server as NetServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { isNode } from "./is-node.ts";
import type { TlsSettings } from "./tls-settings.ts";

/** A server that hands over sockets, and the sockets that it does not hand over yet. */
export interface SocketSource {
  readonly server: NetServer;
  readonly handshakes: ReadonlySet<Socket>;
}

// A peer that has said its last may still wait for an answer: it is the engine that ends.
const common = { allowHalfOpen: true, noDelay: true };

/** Node's TLS sockets know what they were made of, though it is not documented. */
interface AboveSocket extends TLSSocket {
  _parent?: Socket;
}

// Elsewhere handshakes go unwatched: a shutdown waits for them as long as their time limit.
const knowsParents = isNode;

/** @param accept Takes a socket that is paused, or one that is secure and not yet read from. */
export function socketSource(
  tls: TlsSettings | null,
  accept: (socket: Socket) => void,
): SocketSource {
  if (tls !== null) return secureSource(tls, accept);
  const server = createServer({ ...common, pauseOnConnect: true }, accept);
  return { server, handshakes: new Set() };
}

function secureSource(tls: TlsSettings, accept: (socket: Socket) => void): SocketSource {
  const server = createTlsServer({ ...common, ...tls.options });
  for (const [name, context] of tls.contexts) server.addContext(name, context);
  const handshakes = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    if (!knowsParents) return;
    handshakes.add(socket);
    socket.once("close", () => handshakes.delete(socket));
  });
  server.on("secureConnection", (socket: TLSSocket) => {
    handshakes.delete((socket as AboveSocket)._parent!);
    accept(socket);
  });
  // A handshake that failed is the peer's affair, but its socket must not stay.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return { server, handshakes };
}
