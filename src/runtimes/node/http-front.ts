// HTTP/1.1 by node:http, the plain alternative to the engine: Node reads and writes the messages, and its own leniency counts.

import { ServerResponse, createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Server as NetServer, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { defaultLimits } from "../../h1/limits.ts";
import { handOver } from "./http-upgrade.ts";
import type { Outgoing, Refusal } from "../../gateway.ts";
import type { Limits, ListenOptions, Timeouts } from "../runtime.ts";
import { defaultMaxConnections, refuseSocket, tooManyConnections } from "./connection-limit.ts";
import type { Front } from "./drain.ts";
import { HttpConnection } from "./http-connection.ts";
import { HttpIncoming } from "./http-incoming.ts";
import { discardBody, send } from "./http-outgoing.ts";
import { SharedEngine } from "./shared-engine.ts";
import { SocketTransport } from "./socket-transport.ts";
import type { TlsSettings } from "./tls-settings.ts";
import { isStreamed } from "../../http/streamed-body.ts";

const closing = new Error("the server is closing");
const gone = new Error("the client closed the connection");

export class HttpFront implements Front {
  readonly server: NetServer;
  readonly connections: Map<HttpConnection, Socket> = new Map<HttpConnection, Socket>();
  readonly handshakes: Set<Socket> = new Set<Socket>();
  readonly #engine: SharedEngine;
  readonly #limits: Limits;
  readonly #timeouts: Timeouts;
  readonly #scheme: "http" | "https";
  readonly #bySocket = new WeakMap<Duplex, HttpConnection>();

  constructor(options: ListenOptions, timeouts: Timeouts, tls: TlsSettings | null) {
    this.#engine = new SharedEngine(options);
    this.#limits = { maxConnections: defaultMaxConnections, ...defaultLimits, ...options.limits };
    this.#timeouts = timeouts;
    this.#scheme = tls === null ? "http" : "https";
    const settings = {
      maxHeaderSize: this.#limits.maxHeadBytes,
      headersTimeout: Math.min(timeouts.headTimeoutMs, timeouts.requestTimeoutMs),
      requestTimeout: timeouts.requestTimeoutMs,
      keepAliveTimeout: timeouts.idleTimeoutMs,
      connectionsCheckingInterval: Math.max(20, Math.min(1_000, timeouts.headTimeoutMs / 10)),
      noDelay: true,
    };
    const server =
      tls === null ? createServer(settings) : createSecureServer({ ...settings, ...tls.options });
    if ("addContext" in server) {
      for (const [name, context] of tls?.contexts ?? []) server.addContext(name, context);
    }
    // Node would leave out the fields above its own limit, and say nothing.
    server.maxHeadersCount = 0;
    // How many requests a connection may carry is counted there in the same way.
    server.maxRequestsPerSocket = this.#limits.maxRequestsPerConnection;
    // When it closes, Node would at once drop every connection that waits for its next request,
    // which may be on its way. A drain gives them a moment.
    server.closeIdleConnections = () => {};
    this.server = server;
    server.on(tls === null ? "connection" : "secureConnection", (socket: Socket) =>
      this.#accept(socket),
    );
    server.on("request", (message, response) => void this.#serve(message, response, false));
    server.on("checkContinue", (message, response) => void this.#serve(message, response, true));
    server.on("checkExpectation", (message, response) =>
      this.#turnDown(message, response, {
        status: 417,
        code: "expectation-failed",
        detail: "the request expects what this server does not do",
      }),
    );
    server.on("upgrade", (message, socket, head) => void this.#serveUpgrade(message, socket, head));
    server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
      refuseSocket(socket as Socket, this.#engine, refusalOf(error), timeouts.lingerTimeoutMs),
    );
    server.on("tlsClientError", (_error: Error, socket: Socket) => socket.destroy());
  }

  // Node's parser keeps what it reads to itself.
  releaseResting(): Socket[] {
    return [];
  }

  dispose(): void {}

  #accept(socket: Socket): void {
    if (this.connections.size >= this.#limits.maxConnections) {
      const { lingerTimeoutMs } = this.#timeouts;
      return refuseSocket(socket, this.#engine, tooManyConnections, lingerTimeoutMs);
    }
    const connection = new HttpConnection();
    this.connections.set(connection, socket);
    this.#bySocket.set(socket, connection);
    socket.once("close", () => {
      this.connections.delete(connection);
      connection.giveUp(gone);
    });
  }

  async #serve(
    message: IncomingMessage,
    response: ServerResponse,
    expectsContinue: boolean,
  ): Promise<void> {
    const connection = this.#bySocket.get(message.socket);
    // One that was turned away, and goes on asking.
    if (connection === undefined) return;
    const refusal = this.#overLimit(message);
    if (refusal !== null) return this.#turnDown(message, response, refusal);
    const exchange = connection.begin();
    response.once("close", () => {
      if (!response.writableFinished) exchange.abort(gone);
      connection.finish(exchange);
    });
    const incoming = new HttpIncoming(message, {
      scheme: this.#scheme,
      signal: () => exchange.signal,
      closing: connection.closing,
      sendContinue: () => {
        if (expectsContinue) response.writeContinue();
      },
    });
    const { failed, outgoing } = await this.#ask(incoming);
    if (response.destroyed) return discardBody(outgoing);
    // What nobody has read may be without an end.
    const keepAlive =
      !failed && !connection.isLast(exchange) && (message.complete || !incoming.hasBody);
    try {
      await send(response, outgoing, message.method === "HEAD", keepAlive);
      // What a stream was made of may still wait for more of it.
      if (isStreamed(outgoing.body) && connection.closing.aborted) exchange.abort(closing);
    } catch (error) {
      // Half an answer must not look like a whole one.
      if (!exchange.signal.aborted) this.#engine.onError(error);
      message.socket.destroy();
    }
  }

  // A gateway reports its own failures as responses. One that throws is broken.
  async #ask(incoming: HttpIncoming): Promise<{ failed: boolean; outgoing: Outgoing }> {
    try {
      const outgoing = await this.#engine.gateway(incoming);
      if (outgoing.status !== 101 || outgoing.takeOver !== undefined) {
        return { failed: false, outgoing };
      }
      throw new Error("Cannot answer 101 without takeOver");
    } catch (error) {
      this.#engine.onError(error);
      const refusal = { status: 500, code: "gateway-failed", detail: "the server failed" };
      return { failed: true, outgoing: this.#engine.refuse(refusal) };
    }
  }

  async #serveUpgrade(message: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> {
    const socket = duplex as Socket;
    const connection = this.#bySocket.get(socket);
    if (connection === undefined) return;
    const exchange = connection.begin();
    // What was listened to while it spoke HTTP is gone with that.
    socket.on("error", () => {});
    socket.once("close", () => exchange.abort(gone));
    const incoming = new HttpIncoming(message, {
      scheme: this.#scheme,
      signal: () => exchange.signal,
      closing: connection.closing,
      sendContinue: () => {},
    });
    const { outgoing } = await this.#ask(incoming);
    if (socket.destroyed) return discardBody(outgoing);
    if (outgoing.takeOver !== undefined) {
      const transport = new SocketTransport(socket, this.#scheme, this.#timeouts.stallTimeoutMs);
      handOver(transport, socket, this.#engine, outgoing, head, exchange.signal);
      return;
    }
    const response = new ServerResponse(message);
    response.assignSocket(socket);
    response.once("finish", () => socket.end());
    await send(response, outgoing, message.method === "HEAD", false).catch((error: unknown) => {
      this.#engine.onError(error);
      socket.destroy();
    });
  }

  #overLimit({ rawHeaders, url = "" }: IncomingMessage): Refusal | null {
    const { maxHeaderCount, maxTargetBytes } = this.#limits;
    if (url.length > maxTargetBytes) {
      return { status: 414, code: "target-too-long", detail: "the request's target is too long" };
    }
    if (rawHeaders.length / 2 <= maxHeaderCount) return null;
    return { status: 431, code: "too-many-headers", detail: "the request has too many headers" };
  }

  #turnDown(message: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
    const outgoing = this.#engine.refuse(refusal);
    void send(response, outgoing, message.method === "HEAD", false);
  }
}

const refusals: ReadonlyMap<string, Refusal> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    { status: 431, code: "head-too-large", detail: "the request's head is too large" },
  ],
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    { status: 408, code: "request-timeout", detail: "the request did not arrive in time" },
  ],
  [
    "HPE_CHUNK_EXTENSIONS_OVERFLOW",
    {
      status: 400,
      code: "chunk-extensions-too-large",
      detail: "the request's chunk extensions are too large",
    },
  ],
]);

function refusalOf({ code = "" }: NodeJS.ErrnoException): Refusal {
  const detail = "the request is not HTTP/1.1 as node:http reads it";
  return refusals.get(code) ?? { status: 400, code: "request-line", detail };
}
