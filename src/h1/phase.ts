// What a connection can wait for, and how long.

/** What a connection waits for; each has a time limit of its own. */
export type Phase =
  | "idle" // the next request
  | "head" // the rest of a head
  | "body" // the rest of a body
  | "handling" // the gateway
  | "responding" // the next piece of a stream, or room to write it
  | "upgraded" // another protocol
  | "lingering" // the peer, to see the last answer and close
  | "closed";

/** Time limits of a connection, in milliseconds. They are kept to within a tenth. */
export interface Timeouts {
  /**
   * Between two requests, and before the first. Then the connection is closed.
   * 72 s outlasts the 60 s of the usual load balancers, which must be the first to close (Fastify: 72 s, nginx: 75 s).
   */
  readonly idleTimeoutMs: number;
  /** From the first byte of a request to the end of its head. Then 408. Apache: 20 s to 40 s, Node: 60 s. */
  readonly headTimeoutMs: number;
  /** From the first byte of a request to the end of its body. Then 408. Node: 300 s. */
  readonly requestTimeoutMs: number;
  /** How long a body may take to get going before `minBodyBytesPerSecond` counts. Kestrel: 5 s. */
  readonly bodyGraceMs: number;
  /**
   * From the last byte of a request to its answer, or to the head of its stream. Then 503, and `signal`
   * is aborted. No limit unless given: only the program knows how long its work may take.
   */
  readonly handlerTimeoutMs: number;
  /** Without any progress in sending an answer. Then the connection is cut. nginx: 60 s. */
  readonly stallTimeoutMs: number;
  /** For the peer to close after the last answer. Then the connection is cut. nginx: 5 s. */
  readonly lingerTimeoutMs: number;
}

export const defaultTimeouts: Timeouts = {
  idleTimeoutMs: 72_000,
  headTimeoutMs: 20_000,
  requestTimeoutMs: 300_000,
  bodyGraceMs: 5_000,
  handlerTimeoutMs: Number.POSITIVE_INFINITY,
  stallTimeoutMs: 60_000,
  lingerTimeoutMs: 2_000,
};

/** How long a phase may last; `Infinity` where the gateway decides. */
export function phaseLimitMs(phase: Phase, timeouts: Timeouts): number {
  switch (phase) {
    case "idle":
      return timeouts.idleTimeoutMs;
    case "head":
      return timeouts.headTimeoutMs;
    case "body":
      return timeouts.requestTimeoutMs;
    case "handling":
      return timeouts.handlerTimeoutMs;
    case "lingering":
      return timeouts.lingerTimeoutMs;
    default:
      return Number.POSITIVE_INFINITY;
  }
}
