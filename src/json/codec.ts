// What an application asks of its JSON: any object with these methods may stand in for `JSONProvider`.

import type { LoadsOptions } from "./loads.ts";
import type { DumpsOptions, JSONOptions } from "./policy.ts";
import type { JSONWarning } from "./warning.ts";

/** The options of one response. */
export interface EncodeOptions extends JSONOptions {
  /** Errors show their `stack`. */
  readonly debug?: boolean | undefined;
  /** The text is for people: laid out with two spaces where nobody has chosen an `indent` or `separators`. */
  readonly readable?: boolean | undefined;
  /** Told of every value that loses something. Costs time; telling once per place is the caller's to do. */
  readonly warn?: ((warning: JSONWarning) => void) | undefined;
}

/**
 * The methods that an application calls; `JSONProvider` has them, and so may an object of your own.
 *
 * @see Flask's `JSONProvider`
 */
export interface JSONCodec {
  dumps(value: unknown, options?: DumpsOptions): string;
  loads(text: string | Uint8Array, options?: LoadsOptions): unknown;
  /** The media type of responses; `application/json` unless given. */
  readonly mimetype?: string | undefined;
  /** As `dumps`, for a response: promises in the value are awaited, and only then is the text one. */
  encode(value: unknown, options?: EncodeOptions): string | Promise<string>;
}
