// RFC 8259, to the letter, with a place for every mistake. Keeps its own stack, so that no text
// overflows the engine's. Slower than JSON.parse; asked only for what that cannot do.

import { JSONSyntaxError, type JSONSyntaxErrorCode } from "./syntax-error.ts";

/** What the parser does that JSON.parse does not. */
export interface ParserOptions {
  readonly integers: "number" | "safe" | "bigint";
  readonly duplicateKeys: "last" | "error";
  readonly maxDepth: number;
}

// Stands for a container whose content is still to be read.
const opened = Symbol("opened");

// CPython's limit: turning digits into an integer takes time that grows with their square.
const maxIntegerDigits = 4_300;

type Container = unknown[] | Record<string, unknown>;

const numberAt = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const wordAt = /[A-Za-z_$][\w$]*/y;
const words = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
// A run of a string's content that needs no care.
const plainRunAt = /[^"\\\u0000-\u001f]*/y;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Parses one text, once. */
export class StrictParser {
  private readonly text: string;
  private readonly options: ParserOptions;
  private index = 0;
  private readonly containers: Container[] = [];
  // The name or index that is being read in each open container.
  private readonly keys: (string | number)[] = [];

  constructor(text: string, options: ParserOptions) {
    this.text = text;
    this.options = options;
  }

  /** @throws {JSONSyntaxError} At the first mistake. */
  parse(): unknown {
    for (;;) {
      let value = this.readStart();
      // A container that was opened and holds something: its first value comes next.
      if (value === opened) continue;
      for (;;) {
        const container = this.containers.at(-1);
        if (container === undefined) return this.finish(value);
        this.store(container, value);
        if (this.readSeparator(container)) break;
        this.containers.pop();
        this.keys.pop();
        value = container;
      }
    }
  }

  // A scalar, an empty container, or `opened`.
  private readStart(): unknown {
    this.skipSpace();
    const unit = this.text.charCodeAt(this.index);
    if (unit === 0x22) return this.readString();
    if (unit === 0x5b || unit === 0x7b) return this.readOpening(unit === 0x5b);
    if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) return this.readNumber();
    wordAt.lastIndex = this.index;
    const word = wordAt.exec(this.text)?.[0];
    const value = word === undefined ? undefined : words.get(word);
    if (value === undefined) throw this.expected("a value");
    this.index += word!.length;
    return value;
  }

  private readOpening(isArray: boolean): unknown {
    if (this.containers.length >= this.options.maxDepth) {
      throw this.error(
        "json-too-deep",
        `expected at most ${this.options.maxDepth} levels, found more`,
      );
    }
    this.index++;
    this.skipSpace();
    if (this.text[this.index] === (isArray ? "]" : "}")) {
      this.index++;
      return isArray ? [] : {};
    }
    this.containers.push(isArray ? [] : {});
    this.keys.push(isArray ? 0 : "");
    if (!isArray) this.readName("a property name in double quotes, or }");
    return opened;
  }

  private readName(wanted: string): void {
    this.skipSpace();
    if (this.text[this.index] !== '"') {
      this.keys.pop();
      throw this.expected(wanted);
    }
    const start = this.index;
    const name = this.readString();
    this.keys[this.keys.length - 1] = name;
    if (this.options.duplicateKeys === "error" && Object.hasOwn(this.containers.at(-1)!, name)) {
      this.index = start;
      throw this.error("json-duplicate-key", "expected every name once, found one again");
    }
    this.skipSpace();
    if (this.text[this.index] !== ":") throw this.expected("a colon after the property name");
    this.index++;
  }

  private store(container: Container, value: unknown): void {
    const key = this.keys.at(-1)!;
    if (key !== "__proto__") {
      (container as Record<string | number, unknown>)[key] = value;
      return;
    }
    // Assigning would set the prototype; JSON.parse makes a member of it, and so do we.
    const member = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(container, key, member);
  }

  // Whether another value follows; otherwise the container is closed.
  private readSeparator(container: Container): boolean {
    this.skipSpace();
    const isArray = Array.isArray(container);
    const mark = this.text[this.index];
    if (mark === (isArray ? "]" : "}")) {
      this.index++;
      return false;
    }
    if (mark !== ",") {
      throw this.expected(isArray ? "a comma or ] after an item" : "a comma or } after a value");
    }
    this.index++;
    if (isArray) this.keys[this.keys.length - 1] = container.length;
    else this.readName("a property name in double quotes after the comma");
    return true;
  }

  private finish(value: unknown): unknown {
    this.skipSpace();
    if (this.index < this.text.length) throw this.expected("the end of the text");
    return value;
  }

  private readNumber(): number | bigint {
    numberAt.lastIndex = this.index;
    const match = numberAt.exec(this.text);
    if (match === null) {
      this.index++;
      throw this.expected("a digit after the minus sign");
    }
    const [digits, fraction, exponent] = match;
    this.index += digits.length;
    const next = this.text.charCodeAt(this.index);
    if (next >= 0x30 && next <= 0x39) throw this.expected("no digit after a leading zero");
    if (next === 0x2e) {
      this.index++;
      throw this.expected("a digit after the decimal point");
    }
    if (next === 0x45 || next === 0x65) {
      this.index++;
      throw this.expected("a digit in the exponent");
    }
    const number = Number(digits);
    const { integers } = this.options;
    if (integers === "number" || fraction !== undefined || exponent !== undefined) return number;
    if (integers === "safe" && Number.isSafeInteger(number)) return number;
    if (digits.length > maxIntegerDigits) {
      this.index -= digits.length;
      throw this.error("json-syntax", `expected at most ${maxIntegerDigits} digits, found more`);
    }
    return BigInt(digits);
  }

  private readString(): string {
    const { text } = this;
    let value = "";
    this.index++;
    for (;;) {
      plainRunAt.lastIndex = this.index;
      const run = plainRunAt.exec(text)![0];
      value += run;
      this.index += run.length;
      const unit = text.charCodeAt(this.index);
      if (unit === 0x22) {
        this.index++;
        return value;
      }
      if (unit !== 0x5c) throw this.expected('a closing " of the string');
      value += this.readEscape();
    }
  }

  private readEscape(): string {
    const mark = this.text[this.index + 1] ?? "";
    if (mark === "u") {
      const hex = this.text.slice(this.index + 2, this.index + 6);
      this.index += 2;
      if (!/^[0-9A-Fa-f]{4}$/.test(hex)) throw this.expected("four hexadecimal digits after \\u");
      this.index += 4;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const escaped = Object.hasOwn(escapes, mark) ? escapes[mark] : undefined;
    this.index++;
    if (escaped === undefined) throw this.expected('one of " \\ / b f n r t u after a backslash');
    this.index++;
    return escaped;
  }

  private skipSpace(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.index);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.index++;
    }
  }

  private expected(wanted: string): JSONSyntaxError {
    return this.error("json-syntax", `expected ${wanted}, found ${this.describeFound()}`);
  }

  private describeFound(): string {
    const code = this.text.codePointAt(this.index);
    if (code === undefined) return "the end of the text";
    wordAt.lastIndex = this.index;
    const word = wordAt.exec(this.text)?.[0];
    if (word !== undefined) return word.length > 20 ? `${word.slice(0, 20)}…` : word;
    // Visible ASCII shows itself; all else could be mistaken.
    if (code > 0x20 && code < 0x7f) return String.fromCodePoint(code);
    if (code === 0x0a || code === 0x0d) return "a line break";
    return code === 0x20 ? "a space" : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }

  private error(code: JSONSyntaxErrorCode, reason: string): JSONSyntaxError {
    const pointer = this.keys
      .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
    return new JSONSyntaxError({ code, reason, offset: this.index, text: this.text, pointer });
  }
}
