// One part of a form while the form arrives: what it is, and its content as it comes.

import { FormError } from "../http/form-error.ts";
import { GatheredBytes } from "../http/gathered-bytes.ts";
import { decodeUTF8, type PartHead } from "../http/part-head.ts";
import { httpError } from "../errors/status-errors.ts";

/** The next piece of a part's content; null at its end. */
export type NextPiece = () => Promise<Uint8Array | null>;

/**
 * A field or a file of a form that is still arriving.
 *
 * Its content can be read once, before the next part is asked for; what nobody reads is passed over.
 */
export class FormPart implements AsyncIterable<Uint8Array> {
  /** The field; possibly empty. */
  readonly name: string;
  /** What the client says the file is called, path and dots and all; null for a field that is no file. */
  readonly filename: string | null;
  /** The `Content-Type` of the part as sent; null without one. */
  readonly contentType: string | null;
  /** The header lines of the part, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly #nextPiece: NextPiece;
  #begun = false;
  #over = false;

  /** @internal */
  constructor(head: PartHead, nextPiece: NextPiece) {
    this.name = head.name;
    this.filename = head.filename;
    this.contentType = head.contentType;
    this.headers = head.headers;
    this.#nextPiece = nextPiece;
  }

  get isFile(): boolean {
    return this.filename !== null;
  }

  /** @throws {TypeError} `part-read` if the part has been read, or passed over. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#begun || this.#over) throw this.#gone();
    this.#begun = true;
    return this.#content();
  }

  /** The whole content. */
  async bytes(): Promise<Uint8Array> {
    const whole = new GatheredBytes();
    for await (const piece of this) whole.add(piece);
    return whole.whole();
  }

  /** The whole content as text, which must be UTF-8. */
  async text(): Promise<string> {
    const bytes = await this.bytes();
    return withFormFailures(() => decodeUTF8(bytes));
  }

  /** Reads to the end of the part, for whoever wants the next one. */
  async skip(): Promise<void> {
    const over = this.#over;
    this.#over = true;
    if (!over) while ((await this.#nextPiece()) !== null);
  }

  async *#content(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const piece = await this.#nextPiece();
      // Someone asked for the next part meanwhile: this one's pieces went there.
      if (this.#over) throw this.#gone();
      if (piece === null) break;
      yield piece;
      if (this.#over) throw this.#gone();
    }
    this.#over = true;
  }

  #gone(): TypeError {
    return new TypeError(
      `Cannot read the part ${JSON.stringify(this.name)}: it has been read already, or the next part has been asked for\n` +
        `Fix: read each part once, before the loop goes on; keep await part.bytes() of what is needed later    [part-read]`,
    );
  }
}

/** Tells a malformed or too large form to the client. */
export function withFormFailures<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw httpError(error.status, error.detail, { cause: error });
  }
}
