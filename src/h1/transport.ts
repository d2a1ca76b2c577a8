// What a connection asks of the world: somewhere to write, and the settings it shares
// with the others. Sockets fulfil it on Node; a string does in tests.

import type { Gateway, Outgoing, Refusal } from "../gateway.ts";
import type { Limits } from "./limits.ts";

/** Where the bytes of one connection go. */
export interface Transport {
  readonly scheme: "http" | "https";
  readonly remoteAddress: string;
  /** Sends text as one write. Returns whether more may follow before `Connection.drained()`. */
  write(text: string, encoding: "latin1" | "utf8"): boolean;
  /** Sends text (Latin-1), bytes and text (Latin-1) as one write. */
  writeBytes(before: string, bytes: Uint8Array, after: string): boolean;
  /** Says that nothing more will be written; what was written still goes out. */
  end(): void;
  /** Drops the connection, and whatever has not gone out yet. */
  destroy(): void;
  /** Stops delivering what the peer sends. */
  pause(): void;
  resume(): void;
}

/** What all connections of a server share. */
export interface Engine {
  readonly gateway: Gateway;
  readonly limits: Limits;
  /** Makes the response to a message that never reached the gateway. */
  refuse(refusal: Refusal): Outgoing;
  /** A failure that no response can report: of the gateway itself, or of a stream half-way. */
  onError(error: unknown): void;
  /** The `Date` line, with its line end; of now, or up to a second ago. */
  dateLine(): string;
  /** A coarse clock, in milliseconds; good enough for timeouts. */
  readonly nowMs: number;
  /** The length of a text in UTF-8. */
  utf8Length(text: string): number;
}
