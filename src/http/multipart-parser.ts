// A multipart form as bytes, in pieces of any size, to the parts in it. Pure: no I/O, no waiting.
// It holds no more than one part's header lines, or the beginning of what may be a boundary.
// Source: RFC 7578, RFC 2046 §5.1.1.

import { FormError } from "./form-error.ts";
import { defaultFormLimits, type FormLimits } from "./form-limits.ts";
import { parsePartHead, type PartHead } from "./part-head.ts";

/** What a piece of a form contained, in order: a part's head, pieces of its content, its end. */
export type FormEvent =
  | { readonly kind: "part"; readonly head: PartHead }
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  | { readonly kind: "end" };

type State = "preamble" | "delimiter" | "head" | "content" | "epilogue";

const cr = 0x0d;
const dash = 0x2d;
const lineBreak = Uint8Array.of(cr, 0x0a);
const emptyLine = Uint8Array.of(cr, 0x0a, cr, 0x0a);
const nothing = new Uint8Array(0);

/**
 * Reads multipart forms.
 *
 * Line breaks are CR LF and nothing else: what one parser takes for a boundary, and another for
 * content, is how forms slip past whoever checks them first.
 *
 * @example
 * const parser = new MultipartParser("b");
 * const form = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
 * const events = parser.push(new TextEncoder().encode(form));
 * parser.end();
 * events.map(({ kind }) => kind); // => ["part", "data", "end"]
 */
export class MultipartParser {
  /** Line break, two dashes, boundary: what ends a part. */
  readonly #delimiter: Uint8Array;
  readonly #limits: FormLimits;
  #state: State = "preamble";
  /** Bytes that came but could not be judged yet. */
  #held: Uint8Array;
  #preambleBytes = 0;
  #parts = 0;
  #partBytes = 0;
  #isFile = false;

  /** @throws {FormError} `form-boundary` (400). */
  constructor(boundary: string | undefined, limits: FormLimits = defaultFormLimits) {
    if (boundary === undefined || !/^[\x20-\x7e]{0,69}[\x21-\x7e]$/.test(boundary)) {
      throw new FormError("form-boundary");
    }
    this.#delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
    this.#limits = limits;
    // The first boundary needs no line break before it: it is given one.
    this.#held = lineBreak;
  }

  /**
   * Takes the next piece of the form. Data are views of it, valid as long as it is not overwritten.
   *
   * @throws {FormError} After which the parser is not to be used again.
   */
  push(piece: Uint8Array): readonly FormEvent[] {
    const events: FormEvent[] = [];
    let rest: Uint8Array | null = this.#held.length === 0 ? piece : joined(this.#held, piece);
    this.#held = nothing;
    while (rest !== null) rest = this.#step(rest, events);
    return events;
  }

  /** @throws {FormError} `form-incomplete` (400) if the last boundary has not come. */
  end(): void {
    if (this.#state !== "epilogue") throw new FormError("form-incomplete");
  }

  /** What is left for the next step; null once it must wait for more. */
  #step(bytes: Uint8Array, events: FormEvent[]): Uint8Array | null {
    switch (this.#state) {
      case "preamble":
        return this.#preamble(bytes);
      case "delimiter":
        return this.#afterDelimiter(bytes);
      case "head":
        return this.#head(bytes, events);
      case "content":
        return this.#content(bytes, events);
      case "epilogue":
        return null;
    }
  }

  #preamble(bytes: Uint8Array): Uint8Array | null {
    const at = indexOfOrStart(bytes, this.#delimiter);
    this.#preambleBytes += at;
    if (this.#preambleBytes > this.#limits.maxHeaderBytes) throw new FormError("form-delimiter");
    return this.#isWhole(bytes, at) ? this.#enterDelimiter(bytes, at) : this.#hold(bytes, at);
  }

  // Two dashes, or padding and a line break (RFC 2046 §5.1.1, transport-padding).
  #afterDelimiter(bytes: Uint8Array): Uint8Array | null {
    if (bytes[0] === dash && (bytes.length === 1 || bytes[1] === dash)) {
      if (bytes.length === 1) return this.#hold(bytes, 0);
      this.#state = "epilogue";
      return null;
    }
    let at = 0;
    while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
    if (at > this.#limits.maxHeaderBytes) throw new FormError("form-headers-too-large");
    if (!beginsAlike(bytes, at, lineBreak)) throw new FormError("form-delimiter");
    if (bytes.length < at + lineBreak.length) return this.#hold(bytes, 0);
    this.#state = "head";
    // The line break stays, so that a head without lines ends as any other does.
    return bytes.subarray(at);
  }

  #head(bytes: Uint8Array, events: FormEvent[]): Uint8Array | null {
    const end = indexOfOrStart(bytes, emptyLine);
    if (end - lineBreak.length > this.#limits.maxHeaderBytes) {
      throw new FormError("form-headers-too-large");
    }
    if (end + emptyLine.length > bytes.length) return this.#hold(bytes, 0);
    if (++this.#parts > this.#limits.maxParts) throw new FormError("form-too-many-parts");
    const head = parsePartHead(bytes.subarray(lineBreak.length, end), this.#limits);
    events.push({ kind: "part", head });
    this.#state = "content";
    this.#partBytes = 0;
    this.#isFile = head.filename !== null;
    return bytes.subarray(end + emptyLine.length);
  }

  #content(bytes: Uint8Array, events: FormEvent[]): Uint8Array | null {
    const at = indexOfOrStart(bytes, this.#delimiter);
    if (at > 0) {
      this.#count(at);
      events.push({ kind: "data", bytes: bytes.subarray(0, at) });
    }
    if (!this.#isWhole(bytes, at)) return this.#hold(bytes, at);
    events.push({ kind: "end" });
    return this.#enterDelimiter(bytes, at);
  }

  #count(bytes: number): void {
    this.#partBytes += bytes;
    const { maxFileBytes, maxFieldBytes } = this.#limits;
    if (this.#isFile && this.#partBytes > maxFileBytes) throw new FormError("form-file-too-large");
    if (!this.#isFile && this.#partBytes > maxFieldBytes) {
      throw new FormError("form-field-too-large");
    }
  }

  #isWhole(bytes: Uint8Array, at: number): boolean {
    return at + this.#delimiter.length <= bytes.length;
  }

  #enterDelimiter(bytes: Uint8Array, at: number): Uint8Array {
    this.#state = "delimiter";
    return bytes.subarray(at + this.#delimiter.length);
  }

  // A copy: the piece may be overwritten before the next one comes.
  #hold(bytes: Uint8Array, from: number): null {
    this.#held = bytes.slice(from);
    return null;
  }
}

/** Where `wanted` is; else where its beginning may be, at the very end; else the length. */
function indexOfOrStart(bytes: Uint8Array, wanted: Uint8Array): number {
  const first = wanted[0]!;
  let at = bytes.indexOf(first);
  // No byte of a delimiter but its first is a CR, so that no text makes this compare a byte twice;
  // in an empty line it may be compared twice, and no more.
  while (at !== -1 && !beginsAlike(bytes, at, wanted)) at = bytes.indexOf(first, at + 1);
  return at === -1 ? bytes.length : at;
}

/** Whether `wanted`, or as much of it as there is room for, stands at `at`. */
function beginsAlike(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  const end = Math.min(wanted.length, bytes.length - at);
  for (let i = 0; i < end; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
