// Bytes that arrive in slices, kept until they are wanted whole.

// To keep a slice costs some 150 bytes, whatever it holds. A peer that sends its body a byte
// at a time would make the server hold a hundred times the body: small slices are copied together.
const smallBytes = 1024;
const blockBytes = 16 * 1024;

const empty = new Uint8Array(0);

export class GatheredBytes {
  #length = 0;
  // Most bodies are one slice, which is neither listed nor copied.
  #first: Uint8Array | null = null;
  #pieces: Uint8Array[] | null = null;
  #block: Uint8Array = empty;
  #runStart = 0;
  #runEnd = 0;

  add(slice: Uint8Array): void {
    this.#length += slice.length;
    if (this.#first === null) {
      this.#first = slice;
      return;
    }
    this.#pieces ??= [this.#first];
    if (slice.length >= smallBytes) {
      this.#endRun(this.#pieces);
      this.#pieces.push(slice);
      return;
    }
    if (this.#runEnd + slice.length > this.#block.length) {
      this.#endRun(this.#pieces);
      this.#block = new Uint8Array(blockBytes);
      this.#runStart = 0;
      this.#runEnd = 0;
    }
    this.#block.set(slice, this.#runEnd);
    this.#runEnd += slice.length;
  }

  whole(): Uint8Array {
    if (this.#pieces === null) return this.#first ?? empty;
    this.#endRun(this.#pieces);
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #endRun(pieces: Uint8Array[]): void {
    if (this.#runEnd > this.#runStart) {
      pieces.push(this.#block.subarray(this.#runStart, this.#runEnd));
    }
    this.#runStart = this.#runEnd;
  }
}
