// What `dumps` and `jsonify` throw for a value that cannot be JSON: what, where, and the way out.

import { describePath, formatPath, type PathKey } from "./path.ts";

/** The stable names of everything that stops an encoding. */
export type EncodeErrorCode =
  | "json-async-iterable"
  | "json-bigint"
  | "json-circular"
  | "json-non-finite"
  | "json-promise"
  | "json-threw"
  | "json-too-deep"
  | "json-too-large"
  | "json-undefined"
  | "json-unencodable";

export interface EncodeErrorInit {
  readonly code: EncodeErrorCode;
  /** The steps from the root to the value. */
  readonly keys: readonly PathKey[];
  /** The half sentence after `Cannot encode users[3]: `. */
  readonly reason: string;
  readonly fix: string;
  readonly cause?: unknown;
}

/**
 * A value that cannot be written as JSON.
 *
 * `path` is where it stands, as in `users[3].owner`, and empty for the whole value.
 *
 * @example
 * const user = { name: "sweety", friends: [] as unknown[] };
 * user.friends.push(user);
 * dumps({ users: [user] }); // throws Cannot encode users[0].friends[0]: it refers back to users[0].
 */
export class EncodeError extends TypeError {
  override readonly name: string = "EncodeError";
  readonly code: EncodeErrorCode;
  readonly path: string;
  readonly fix: string;
  readonly #init: EncodeErrorInit;

  constructor(init: EncodeErrorInit) {
    super(
      `Cannot encode ${describePath(init.keys)}: ${init.reason}.\nFix: ${init.fix}    [${init.code}]`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = init.code;
    this.path = formatPath(init.keys);
    this.fix = init.fix;
    this.#init = init;
  }

  /** The same error, as seen from what holds the value at this key. */
  within(key: string | number): EncodeError {
    return new EncodeError({ ...this.#init, keys: [key, ...this.#init.keys] });
  }
}
