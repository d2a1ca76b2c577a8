// An object that stands in for `JSONProvider`, given the rest of its methods.

import { SetupError } from "../errors/setup-error.ts";
import type { EncodeOptions, JSONCodec } from "./codec.ts";
import type { LoadsOptions } from "./loads.ts";
import type { DumpsOptions, JSONOptions } from "./policy.ts";
import { JSONProvider, jsonMimetype } from "./provider.ts";

export class GivenCodec extends JSONProvider {
  override readonly mimetype: string;
  readonly #codec: JSONCodec;

  constructor(codec: JSONCodec) {
    super();
    this.#codec = codec;
    this.mimetype = codec.mimetype ?? jsonMimetype;
  }

  override dumps(value: unknown, options?: DumpsOptions): string {
    return this.#codec.dumps(value, options);
  }

  override loads(text: string | Uint8Array, options?: LoadsOptions): unknown {
    return this.#codec.loads(text, options);
  }

  override encode(value: unknown, options?: EncodeOptions): string | Promise<string> {
    return this.#codec.encode(value, options);
  }

  /** @throws {SetupError} `json-register`: the given object decides about every value. */
  override register(): never {
    throw new SetupError({
      code: "json-register",
      message: "Cannot register a class: this application's JSON is an object of its own",
      fix: "teach that object the class, or extend JSONProvider instead",
    });
  }
}

/** The provider that is meant: itself, around an object with its methods, or with options of the usual one. */
export function providerOf(
  given: JSONOptions | JSONProvider | JSONCodec | undefined,
): JSONProvider {
  if (given instanceof JSONProvider) return given;
  if (given !== undefined && "encode" in given) return new GivenCodec(given);
  return new JSONProvider(given);
}
