// Writes one response: its head, framed as the client can read it, and its body, whole or streamed.
// Source: RFC 9112 §6 and §7.1.

import type { BodyChunk, Outgoing } from "../gateway.ts";
import { isBodilessStatus } from "../http/status.ts";
import type { Output } from "./output.ts";
import { headStart, lengthLine } from "./response-head.ts";
import type { RequestHead } from "./request-head.ts";
import type { Engine } from "./transport.ts";
import { isStreamed } from "../http/streamed-body.ts";

export const connectionClose = "connection: close\r\n";
export const connectionUpgrade = "connection: upgrade\r\n\r\n";

/** What a head says about the connection: nothing where the version's default holds. */
export function connectionLine(keepAlive: boolean, minorVersion: number): string {
  if (!keepAlive) return connectionClose;
  return minorVersion === 0 ? "connection: keep-alive\r\n" : "";
}

/** Writes a response whose body is at hand. */
export function writeWhole(
  output: Output,
  engine: Engine,
  outgoing: Outgoing,
  lineOfConnection: string,
  isHead: boolean,
): void {
  const { headers, status } = outgoing;
  const body = outgoing.body as BodyChunk | null;
  const start = headStart(status, headers, engine.dateLine());
  const end = `${lineOfConnection}\r\n`;
  if (isBodilessStatus(status)) {
    output.head(start + end);
    return;
  }
  const length =
    body === null
      ? ((isHead ? outgoing.contentLength : undefined) ?? 0)
      : typeof body === "string"
        ? engine.utf8Length(body)
        : body.length;
  output.head(start + lengthLine(length) + end);
  if (isHead || length === 0) return;
  if (typeof body === "string") output.text(body, length);
  else output.bytes(body!, "");
}

/** How a streamed body goes out: not at all, counted, in chunks, or up to the end of the connection. */
type StreamFraming = "none" | "length" | "chunked" | "until-close";

/** A streamed response on its way. */
export class StreamedResponse {
  /** Whether there is a body to write: not for HEAD, nor with a status that has none. */
  readonly hasBody: boolean;
  /** Whether its end leaves the connection open. */
  readonly selfDelimited: boolean;
  readonly #output: Output;
  readonly #engine: Engine;
  readonly #iterator: AsyncIterator<BodyChunk>;
  readonly #framing: StreamFraming;
  // What the head has promised and the source has not given yet.
  #bytesOpen: number;

  /** Writes the head. */
  constructor(
    output: Output,
    engine: Engine,
    head: RequestHead,
    outgoing: Outgoing & { readonly body: AsyncIterable<BodyChunk> },
    lineOfConnection: string,
  ) {
    const { contentLength, headers, status } = outgoing;
    this.#output = output;
    this.#engine = engine;
    this.#iterator = outgoing.body[Symbol.asyncIterator]();
    this.#bytesOpen = contentLength ?? 0;
    const framing = streamFraming(status, contentLength, head.minorVersion);
    this.hasBody = head.method !== "HEAD" && framing !== "none";
    this.selfDelimited = !this.hasBody || framing !== "until-close";
    this.#framing = framing;
    output.head(
      headStart(status, headers, engine.dateLine()) +
        (framing === "chunked" ? "transfer-encoding: chunked\r\n" : "") +
        (framing === "length" ? lengthLine(contentLength!) : "") +
        (this.selfDelimited ? lineOfConnection : connectionClose) +
        "\r\n",
    );
  }

  /**
   * Writes the body as fast as its source and the peer allow, a piece at a time.
   *
   * @param isCurrent Whether the exchange still stands; asked after every wait.
   * @returns Whether the body came to its end; false if the exchange was over before.
   * @throws Whatever the source throws; a RangeError if it gives more or less than the head promised.
   */
  async write(isCurrent: () => boolean): Promise<boolean> {
    const output = this.#output;
    const chunked = this.#framing === "chunked";
    const counted = this.#framing === "length";
    if (!this.hasBody) {
      this.dispose();
      return true;
    }
    output.flush();
    for (;;) {
      const step = await this.#iterator.next();
      if (!isCurrent()) return false;
      if (step.done === true) break;
      if (counted) this.#count(step.value);
      output.chunk(step.value, chunked);
      if (output.blocked) {
        await output.room();
        if (!isCurrent()) return false;
      }
    }
    if (counted && this.#bytesOpen > 0) {
      throw new RangeError(`a streamed body ended ${this.#bytesOpen} bytes before its length`);
    }
    if (chunked) output.ascii("0\r\n\r\n");
    return true;
  }

  // A byte too many would be read as the beginning of the next response.
  #count(chunk: BodyChunk): void {
    this.#bytesOpen -= typeof chunk === "string" ? this.#engine.utf8Length(chunk) : chunk.length;
    if (this.#bytesOpen < 0) {
      throw new RangeError(`a streamed body gave ${-this.#bytesOpen} bytes more than its length`);
    }
  }

  /** Tells the source that nobody will read it (any more). */
  dispose(): void {
    void dispose(() => this.#iterator);
  }
}

function streamFraming(
  status: number,
  contentLength: number | undefined,
  minorVersion: number,
): StreamFraming {
  if (isBodilessStatus(status)) return "none";
  if (contentLength !== undefined) return "length";
  // HTTP/1.0 knows no chunked coding: there the end of the connection ends the body.
  return minorVersion === 1 ? "chunked" : "until-close";
}

/** Whether the body of an answer comes in pieces. */
export function hasStreamedBody(
  outgoing: Outgoing,
): outgoing is Outgoing & { readonly body: AsyncIterable<BodyChunk> } {
  return isStreamed(outgoing.body);
}

/** Tells the source of an answer that came too late that nobody will read it. */
export function discard(outgoing: Outgoing): void {
  if (hasStreamedBody(outgoing)) void dispose(() => outgoing.body[Symbol.asyncIterator]());
}

async function dispose(source: () => AsyncIterator<BodyChunk>): Promise<void> {
  try {
    await source().return?.();
  } catch {
    // A source that fails while it is told to stop has nobody left to tell.
  }
}
