// A value that must not be printed: in logs, in error reports, in JSON.

const masked = "[secret]";

/**
 * Text that shows itself only to who asks for it.
 *
 * @example
 * const key = new Secret("hunter2");
 * `${key}`; // => "[secret]"
 * JSON.stringify({ key }); // => '{"key":"[secret]"}'
 * key.reveal(); // => "hunter2"
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return masked;
  }

  toJSON(): string {
    return masked;
  }

  static {
    // What `console.log` shows on Node, Bun and Deno.
    const inspect = Symbol.for("nodejs.util.inspect.custom");
    Object.defineProperty(this.prototype, inspect, { value: () => masked });
  }
}
