// The seam between a server and a framework, as WSGI is Python's: a runtime turns
// bytes into an Incoming, a gateway answers with an Outgoing. Neither side knows the other.

import type { HeaderFields } from "./http/headers.ts";

export { HeaderFields, type HeaderFieldsInit } from "./http/headers.ts";

/** A request as a runtime hands it over. What costs something to make is made when first read. */
export interface Incoming {
  /** As sent, case-sensitive: `GET`, `POST`, or any other token. */
  readonly method: string;
  /** Path and query as sent, still percent-encoded: `/users?page=2`. `*` only with `OPTIONS`. */
  readonly target: string;
  readonly scheme: "http" | "https";
  /** The host that the client asked for, with its port if it named one; never to be trusted for a decision. */
  readonly authority: string;
  readonly headers: HeaderFields;
  /** The address of the peer, without a port; empty where there is none. */
  readonly remoteAddress: string;
  /** The addresses that the request passed, the client's first, as far as a proxy that is trusted says so. */
  readonly accessRoute?: readonly string[];
  /**
   * Aborted when the client goes away, a time limit passes, or the server gives up waiting in a shutdown; while it closes,
   * also when a streamed answer has ended.
   */
  readonly signal: AbortSignal;
  /**
   * Aborted when the server begins to shut down: an answer that has no end of its own should come to one. All others
   * have time to. Absent where the platform ends servers.
   */
  readonly closing?: AbortSignal | undefined;
  /** The part of the URL's path in front of `target` that a proxy has taken off, such as `/api`; none unless given. */
  readonly mountPath?: string;
  /** The protocol that the client would rather speak on this connection, in lower case, such as `websocket`; else null. */
  readonly upgrade: string | null;
  /** Whether the request has a body, even if it turns out to be empty. */
  readonly hasBody: boolean;
  /**
   * Reads the whole body. Call this or `streamBody`, and only once.
   *
   * @param maxBytes The most that is accepted, counted in bytes really received.
   * @returns The bytes at once if they are all there, else a promise of them.
   * @throws {BodyError} Also as a rejection.
   */
  readBody(maxBytes: number): Uint8Array | Promise<Uint8Array>;
  /**
   * Reads the body while it arrives. The client is kept waiting while nobody asks for more.
   * Call this or `readBody`, and only once; iterate once.
   *
   * @param maxBytes The most that is accepted, counted in bytes really received.
   * @returns Slices of the body, of whatever size. Iterating throws a BodyError where `readBody` would.
   */
  streamBody(maxBytes: number): AsyncIterable<Uint8Array>;
  /** Keeps the platform from ending before this work has; absent where a server's shutdown sees to it. */
  waitUntil?(work: Promise<unknown>): void;
}

/** A chunk of a streamed body; text is sent as UTF-8. */
export type BodyChunk = string | Uint8Array;

/** A connection that has left HTTP for another protocol. */
export interface UpgradedSocket {
  /** What the peer sends from now on; it is kept waiting while nobody asks for more. Iterate once. */
  readonly received: AsyncIterable<Uint8Array>;
  /** Aborted when the connection is gone, or the server gives up waiting in a shutdown. */
  readonly signal: AbortSignal;
  /** Sends bytes. Returns whether more may follow before `drained()`. */
  write(bytes: Uint8Array): boolean;
  /** Resolves when the peer has taken enough, or the connection is gone. */
  drained(): Promise<void>;
  /** Says that nothing more will be written; what was written still goes out. */
  end(): void;
  /** Drops the connection, and whatever has not gone out yet. */
  destroy(): void;
}

/** A response as a gateway gives it back. */
export interface Outgoing {
  /** 200 to 599; or 101 with `takeOver`. */
  readonly status: number;
  /** Without `content-length`, `transfer-encoding`, `connection` and `date`: those are the runtime's. */
  readonly headers: HeaderFields;
  /**
   * Text is sent as UTF-8. An iterable is streamed: it is asked for a chunk when the last
   * one has been taken, its `return()` is called if the client leaves, and if it throws the
   * connection is cut, so that no client takes half an answer for a whole one.
   */
  readonly body: BodyChunk | AsyncIterable<BodyChunk> | null;
  /**
   * With status 101, an `upgrade` field and no body: is given the connection once the head is out.
   * Only in answer to an Incoming that has an `upgrade`.
   */
  readonly takeOver?: (socket: UpgradedSocket) => void | Promise<void>;
  /**
   * How many bytes a streamed body will give, or a body that is left out for HEAD would have;
   * what is sent says so. A stream that gives more or fewer fails. Other bodies are counted.
   */
  readonly contentLength?: number | undefined;
}

/**
 * Answers requests. A synchronous answer stays synchronous down to the socket.
 *
 * @example
 * const hello: Gateway = (incoming) => ({
 *   status: 200,
 *   headers: new HeaderFields({ "content-type": "text/plain" }),
 *   body: `you asked for ${incoming.target}`,
 * });
 * typeof hello; // => "function"
 */
export type Gateway = (incoming: Incoming) => Outgoing | Promise<Outgoing>;

/** A message that a runtime refused before it became an Incoming. */
export interface Refusal {
  /** 400 to 599. */
  readonly status: number;
  /** Stable, kebab-case, such as `head-too-large`. */
  readonly code: string;
  /** What is wrong, without repeating bytes of the message. */
  readonly detail: string;
}

/** Why a body could not be read. */
export class BodyError extends Error implements Refusal {
  override readonly name: string = "BodyError";
  readonly status: number;
  readonly code: string;
  readonly detail: string;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.status = refusal.status;
    this.code = refusal.code;
    this.detail = refusal.detail;
  }
}
