// Checks a stream of answers, each to its last byte. Answers may come in parts or several at once.

/** Bodies of right answers, in the order in which they are asked for, again and again. */
export type Bodies = readonly Buffer[];

// What follows is a phrase of the server's own.
const statusStart = Buffer.from("HTTP/1.1 200 ");

export class AnswerReader {
  readonly #bodies: Bodies;
  readonly #onAnswer: () => void;
  /** Whole answers' lengths, each known from its first: only their dates change. */
  readonly #lengths: number[];
  /** Which of the bodies is due. */
  #due = 0;
  /** The start of an answer whose end has not come. */
  #part: Buffer = Buffer.alloc(0);
  #partBytes = 0;

  constructor(bodies: Bodies, onAnswer: () => void) {
    this.#bodies = bodies;
    this.#onAnswer = onAnswer;
    this.#lengths = bodies.map(() => 0);
  }

  /**
   * Takes what a socket has read; keeps none of it.
   *
   * @throws {Error} At an answer that is not the one that is due.
   */
  take(bytes: Buffer, length: number): void {
    let start = 0;
    if (this.#partBytes > 0) start = this.#complete(bytes, length);
    while (start < length) {
      const answerBytes = this.#lengthDue(bytes, start, length);
      if (answerBytes === 0 || start + answerBytes > length) {
        this.#keep(bytes, start, length, answerBytes);
        return;
      }
      this.#check(bytes, start, start + answerBytes);
      start += answerBytes;
    }
  }

  /** Adds to the part until its answer is whole. Says how many of the new bytes that took. */
  #complete(bytes: Buffer, length: number): number {
    if (this.#lengths[this.#due] === 0) {
      const joined = Buffer.concat(
        [this.#part.subarray(0, this.#partBytes), bytes],
        this.#partBytes + length,
      );
      const heldBefore = this.#partBytes;
      const answerBytes = this.#lengthDue(joined, 0, joined.length);
      if (answerBytes === 0) {
        this.#keep(joined, 0, joined.length, 0);
        return length;
      }
      // The part becomes one of known length: what follows is the same for both.
      this.#keep(joined, 0, heldBefore, answerBytes);
    }
    const answerBytes = this.#lengths[this.#due]!;
    const taken = Math.min(answerBytes - this.#partBytes, length);
    bytes.copy(this.#part, this.#partBytes, 0, taken);
    this.#partBytes += taken;
    if (this.#partBytes === answerBytes) {
      this.#partBytes = 0;
      this.#check(this.#part, 0, answerBytes);
    }
    return taken;
  }

  #keep(bytes: Buffer, start: number, end: number, answerBytes: number): void {
    const needed = Math.max(answerBytes, end - start);
    if (this.#part.length < needed) this.#part = Buffer.allocUnsafe(needed);
    bytes.copy(this.#part, 0, start, end);
    this.#partBytes = end - start;
  }

  #lengthDue(bytes: Buffer, start: number, end: number): number {
    const known = this.#lengths[this.#due]!;
    if (known > 0) return known;
    return (this.#lengths[this.#due] = lengthOfAnswer(
      bytes.toString("latin1", start, end),
      this.#bodies[this.#due]!.length,
    ));
  }

  #check(bytes: Buffer, start: number, end: number): void {
    const body = this.#bodies[this.#due]!;
    const isRight =
      bytes.compare(statusStart, 0, statusStart.length, start, start + statusStart.length) === 0 &&
      bytes.compare(body, 0, body.length, end - body.length, end) === 0;
    if (!isRight) throw new Error(`a wrong answer:\n${bytes.toString("latin1", start, end)}`);
    this.#due = this.#due + 1 === this.#bodies.length ? 0 : this.#due + 1;
    this.#onAnswer();
  }
}

/** @returns 0 while the head is not complete. */
function lengthOfAnswer(text: string, bodyBytes: number): number {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) return 0;
  const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(text.slice(0, headEnd + 2))?.[1];
  if (Number(length) === bodyBytes) return headEnd + 4 + bodyBytes;
  throw new Error(`an answer of another length than ${bodyBytes}:\n${text}`);
}
