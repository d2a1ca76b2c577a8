// The chunked transfer coding, decoded as it arrives. Pure. Chunk data is handed on as
// slices of the input; extensions and trailers are checked, counted and dropped.
// Source: RFC 9112 §7.1.

import {
  COLON,
  CR,
  HTAB,
  LF,
  SP,
  hexDigitValue,
  isFieldByte,
  isTokenByte,
  isWhitespace,
} from "./grammar.ts";
import type { Limits } from "./limits.ts";
import { ProtocolError } from "./protocol-error.ts";

// Where the decoder stands: what the next byte may be.
const sizeStart = 0;
const size = 1;
const extensionSemicolon = 2;
const extensionNameStart = 3;
const extensionName = 4;
const extensionNameEnd = 5;
const extensionValueStart = 6;
const extensionValue = 7;
const extensionQuoted = 8;
const extensionEscape = 9;
const extensionValueEnd = 10;
const sizeLineEnd = 11;
const data = 12;
const dataCR = 13;
const dataLF = 14;
const trailerStart = 15;
const trailerName = 16;
const trailerValue = 17;
const trailerLF = 18;
const finalLF = 19;
const done = 20;

const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

// More digits than this cannot be a size that JavaScript counts exactly, or are idle zeros.
const maxSizeDigits = 16;

// Too late to say how long the body is. Whoever took them at their word would read another request
// than whoever does not (RFC 9110 §6.5.1).
const framingFields: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);
const longestFramingField = "transfer-encoding".length;

/** Receives each slice of the body. */
export type ChunkSink = (slice: Uint8Array) => void;

export class ChunkedDecoder {
  #state = sizeStart;
  #remaining = 0;
  #digits = 0;
  #extensionBytes = 0;
  #trailerBytes = 0;
  #trailerName = "";
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Whether the last chunk and the trailer section are behind us. */
  get complete(): boolean {
    return this.#state === done;
  }

  /**
   * Takes bytes from `start` on.
   *
   * @returns The offset of the first byte that does not belong to the body.
   * @throws {ProtocolError} `chunk-size`, `chunk-extension`, `chunk-end`, `field-name`, `field-value`, `trailer-field` (400) and the limits' codes.
   */
  decode(bytes: Uint8Array, start: number, sink: ChunkSink): number {
    let at = start;
    while (at < bytes.length && this.#state !== done) {
      if (this.#state === data) {
        const end = Math.min(bytes.length, at + this.#remaining);
        sink(bytes.subarray(at, end));
        this.#remaining -= end - at;
        at = end;
        if (this.#remaining === 0) this.#state = dataCR;
        continue;
      }
      this.#state = this.#next(bytes[at]!);
      at++;
    }
    return at;
  }

  #next(byte: number): number {
    if (this.#state <= size) return this.#sizeByte(byte);
    if (this.#state <= extensionValueEnd) return this.#extensionByte(byte);
    if (this.#state >= trailerStart) return this.#trailerByte(byte);
    switch (this.#state) {
      case sizeLineEnd:
        if (byte !== LF) throw new ProtocolError("bare-cr");
        return this.#remaining === 0 ? trailerStart : data;
      case dataCR:
        if (byte !== CR) throw new ProtocolError("chunk-end");
        return dataLF;
      default:
        if (byte !== LF) throw new ProtocolError("chunk-end");
        this.#digits = 0;
        return sizeStart;
    }
  }

  #sizeByte(byte: number): number {
    const digit = hexDigitValue[byte]!;
    if (digit !== 255) {
      this.#remaining = this.#remaining * 16 + digit;
      if (++this.#digits > maxSizeDigits) throw new ProtocolError("chunk-size");
      if (this.#remaining > Number.MAX_SAFE_INTEGER) throw new ProtocolError("body-too-large");
      return size;
    }
    if (this.#state === sizeStart) throw new ProtocolError("chunk-size");
    if (byte === CR) return sizeLineEnd;
    if (byte === SEMICOLON) return extensionNameStart;
    if (isWhitespace(byte)) return extensionSemicolon;
    throw new ProtocolError("chunk-size");
  }

  // chunk-ext = *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )
  #extensionByte(byte: number): number {
    if (++this.#extensionBytes > this.#limits.maxChunkExtensionBytes) {
      throw new ProtocolError("chunk-extensions-too-large");
    }
    const blank = byte === SP || byte === HTAB;
    switch (this.#state) {
      case extensionSemicolon:
        if (blank) return extensionSemicolon;
        if (byte === SEMICOLON) return extensionNameStart;
        break;
      case extensionNameStart:
        if (blank) return extensionNameStart;
        if (isTokenByte[byte] === 1) return extensionName;
        break;
      case extensionName:
        if (isTokenByte[byte] === 1) return extensionName;
        if (byte === EQUALS) return extensionValueStart;
        if (byte === SEMICOLON) return extensionNameStart;
        if (blank) return extensionNameEnd;
        if (byte === CR) return sizeLineEnd;
        break;
      case extensionNameEnd:
        if (blank) return extensionNameEnd;
        if (byte === EQUALS) return extensionValueStart;
        if (byte === SEMICOLON) return extensionNameStart;
        break;
      case extensionValueStart:
        if (blank) return extensionValueStart;
        if (byte === QUOTE) return extensionQuoted;
        if (isTokenByte[byte] === 1) return extensionValue;
        break;
      case extensionQuoted:
        if (byte === QUOTE) return extensionValueEnd;
        if (byte === BACKSLASH) return extensionEscape;
        if (isFieldByte[byte] === 1) return extensionQuoted;
        break;
      case extensionEscape:
        if (isFieldByte[byte] === 1) return extensionQuoted;
        break;
      default:
        if (this.#state === extensionValue && isTokenByte[byte] === 1) return extensionValue;
        if (byte === SEMICOLON) return extensionNameStart;
        if (blank) return extensionSemicolon;
        if (byte === CR) return sizeLineEnd;
    }
    throw new ProtocolError(byte === LF ? "bare-lf" : "chunk-extension");
  }

  #trailerByte(byte: number): number {
    if (++this.#trailerBytes > this.#limits.maxTrailerBytes) {
      throw new ProtocolError("trailers-too-large");
    }
    switch (this.#state) {
      case trailerStart:
        if (byte === CR) return finalLF;
        this.#trailerName = "";
        if (isTokenByte[byte] === 1) return this.#trailerNameByte(byte);
        throw new ProtocolError(isWhitespace(byte) ? "folded-line" : "field-name");
      case trailerName:
        if (isTokenByte[byte] === 1) return this.#trailerNameByte(byte);
        if (byte === COLON && !framingFields.has(this.#trailerName.toLowerCase())) {
          return trailerValue;
        }
        if (byte === COLON) throw new ProtocolError("trailer-field");
        throw new ProtocolError("field-name");
      case trailerValue:
        if (isFieldByte[byte] === 1) return trailerValue;
        if (byte === CR) return trailerLF;
        throw new ProtocolError("field-value");
      case trailerLF:
        if (byte !== LF) throw new ProtocolError("bare-cr");
        return trailerStart;
      default:
        if (byte !== LF) throw new ProtocolError("bare-cr");
        return done;
    }
  }

  #trailerNameByte(byte: number): number {
    // One byte more than the longest name that matters is enough to tell it from them.
    if (this.#trailerName.length <= longestFramingField) {
      this.#trailerName += String.fromCharCode(byte);
    }
    return trailerName;
  }
}
