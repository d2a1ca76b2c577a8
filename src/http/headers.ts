// Header fields: names in lower case, lines in the order they came, every line its own.
// Every value that can reach the wire passes `append` or `set`, which refuse what could split a message.

import { isFieldValue, isToken, trimWhitespace } from "./token.ts";

/** What header fields can be made from: another set of them, pairs, or an object. */
export type HeaderFieldsInit =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[]>>;

/**
 * The header fields of a request or a response, with the methods of the web's `Headers`.
 *
 * It differs in two ways: iteration keeps the order of the lines, and a repeated
 * field comes as often as it was sent.
 *
 * @example
 * const fields = new HeaderFields({ "Content-Type": "text/plain", Vary: ["Accept", "Cookie"] });
 * fields.get("vary"); // => "Accept, Cookie"
 * [...fields.keys()]; // => ["content-type", "vary", "vary"]
 * fields.set("x", "a\r\nSet-Cookie: b"); // throws header-value
 * @see RFC 9110 §5
 */
export class HeaderFields implements Iterable<[string, string]> {
  #names: string[] = [];
  #values: string[] = [];
  #frozen = false;

  constructor(init?: HeaderFieldsInit) {
    if (init === undefined) return;
    if (Symbol.iterator in init) {
      for (const [name, value] of init as Iterable<readonly [string, string]>) {
        this.append(name, value);
      }
      return;
    }
    for (const [name, value] of Object.entries(init)) {
      if (typeof value === "string") this.append(name, value);
      else for (const one of value) this.append(name, one);
    }
  }

  /**
   * Wraps lines that a parser has already checked: names in lower case, values trimmed.
   *
   * @internal
   */
  static fromParsed(names: string[], values: string[]): HeaderFields {
    const fields = new HeaderFields();
    fields.#names = names;
    fields.#values = values;
    return fields;
  }

  /** The number of lines. */
  get size(): number {
    return this.#names.length;
  }

  /** Whether the fields refuse to change, so that many messages can share them. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /** Refuses every change from now on. */
  freeze(): this {
    this.#frozen = true;
    return this;
  }

  /** All values of a field, joined by `", "`; null if it is absent. */
  get(name: string): string | null {
    const wanted = name.toLowerCase();
    const names = this.#names;
    let joined: string | null = null;
    for (let i = 0; i < names.length; i++) {
      if (names[i] !== wanted) continue;
      joined = joined === null ? this.#values[i]! : `${joined}, ${this.#values[i]!}`;
    }
    return joined;
  }

  /** All values of a field, a line each. */
  getAll(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#values.filter((_, i) => this.#names[i] === wanted);
  }

  /** The `Set-Cookie` lines, which must never be joined. */
  getSetCookie(): string[] {
    return this.getAll("set-cookie");
  }

  has(name: string): boolean {
    return this.#names.includes(name.toLowerCase());
  }

  /**
   * Replaces all lines of a field by one.
   *
   * @throws {TypeError} `header-name` or `header-value` if the text is not one that HTTP can carry.
   */
  set(name: string, value: string): void {
    const checked = this.#checked(name, value);
    const at = this.#names.indexOf(checked.name);
    if (at === -1) {
      this.#names.push(checked.name);
      this.#values.push(checked.value);
      return;
    }
    this.#values[at] = checked.value;
    for (let i = this.#names.length - 1; i > at; i--) {
      if (this.#names[i] === checked.name) this.#remove(i);
    }
  }

  /**
   * Adds a line.
   *
   * @throws {TypeError} `header-name` or `header-value` if the text is not one that HTTP can carry.
   */
  append(name: string, value: string): void {
    const checked = this.#checked(name, value);
    this.#names.push(checked.name);
    this.#values.push(checked.value);
  }

  /** Removes all lines of a field. */
  delete(name: string): void {
    this.#refuseIfFrozen(name);
    const wanted = name.toLowerCase();
    for (let i = this.#names.length - 1; i >= 0; i--) {
      if (this.#names[i] === wanted) this.#remove(i);
    }
  }

  forEach(visit: (value: string, name: string, fields: HeaderFields) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }

  *entries(): IterableIterator<[string, string]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i]!, this.#values[i]!];
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  keys(): IterableIterator<string> {
    return this.#names.values();
  }

  values(): IterableIterator<string> {
    return this.#values.values();
  }

  /** The fields as an object; the lines of a repeated field are joined. */
  toJSON(): Record<string, string> {
    const object = Object.create(null) as Record<string, string>;
    for (const name of this.#names) object[name] = this.get(name)!;
    return object;
  }

  #remove(index: number): void {
    this.#names.splice(index, 1);
    this.#values.splice(index, 1);
  }

  #refuseIfFrozen(name: string): void {
    if (this.#frozen) {
      throw new TypeError(
        `Cannot change header ${JSON.stringify(name)}: these fields are read-only`,
      );
    }
  }

  #checked(name: string, value: string): { name: string; value: string } {
    this.#refuseIfFrozen(name);
    if (typeof name !== "string" || !isToken(name)) {
      throw new TypeError(
        `Cannot use ${JSON.stringify(name)} as a header name: it must be a token of RFC 9110 §5.6.2, such as "x-request-id"    [header-name]`,
      );
    }
    const text = trimWhitespace(String(value));
    if (!isFieldValue(text)) {
      throw new TypeError(
        `Cannot send header ${name} as ${JSON.stringify(text.slice(0, 80))}: a value must be free of line breaks, control characters and anything beyond Latin-1\n` +
          `Fix: encode it, for instance with encodeURIComponent    [header-value]`,
      );
    }
    return { name: name.toLowerCase(), value: text };
  }
}
