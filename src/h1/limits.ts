// What a peer can make the engine hold, and the bounds on it.

/** Bounds of one connection. Every number is inclusive: that much is accepted. */
export interface Limits {
  /**
   * Request line and header fields together, in bytes. Above: 431, or 414 if the request line alone is over.
   * 16 KiB is Node's default (nginx: 4 × 8 KiB, Tomcat: 8 KiB). Less breaks single-sign-on cookies.
   */
  readonly maxHeadBytes: number;
  /** Lines in the header section. Above: 431. 100 is Apache's default; Node allows 2,000. */
  readonly maxHeaderCount: number;
  /** The request-target, in bytes. Above: 414. RFC 9112 §3 asks for at least 8,000. */
  readonly maxTargetBytes: number;
  /** Trailer section of a chunked body, in bytes. Above: 431. */
  readonly maxTrailerBytes: number;
  /**
   * Chunk extensions of one body, in bytes, all chunks together. Above: 400.
   * They mean nothing to anyone, but cost work (CVE-2023-39326, CVE-2024-22019). Node: 16 KiB.
   */
  readonly maxChunkExtensionBytes: number;
  /**
   * Bytes of a body that nobody read which are still taken in, so that the connection can be
   * used again. Above: the connection closes after the response. 256 KiB is Go's number.
   */
  readonly maxDiscardedBytes: number;
  /**
   * Requests that wait behind the one in hand, in bytes. Above: the client is paused until its turn
   * comes. As much as one head; Node holds up to 64 KiB.
   */
  readonly maxWaitingBytes: number;
  /**
   * Requests that one connection may bring; the answer to the last one closes it. 0 sets no bound,
   * as in Node; nginx: 1,000, for the sake of memory that this engine does not keep.
   */
  readonly maxRequestsPerConnection: number;
  /**
   * The least rate of a body, in bytes a second, once `bodyGraceMs` are over. Below: 408.
   * 240 is ASP.NET Kestrel's number; 0 sets no bound.
   */
  readonly minBodyBytesPerSecond: number;
}

export const defaultLimits: Limits = {
  maxHeadBytes: 16 * 1024,
  maxHeaderCount: 100,
  maxTargetBytes: 8 * 1024,
  maxTrailerBytes: 8 * 1024,
  maxChunkExtensionBytes: 16 * 1024,
  maxDiscardedBytes: 256 * 1024,
  maxWaitingBytes: 16 * 1024,
  maxRequestsPerConnection: 0,
  minBodyBytesPerSecond: 240,
};
