// The text of one item of a stream. What is wrong with it says which item it was.

import type { EncodeOptions, JSONCodec } from "../json/codec.ts";
import { EncodeError } from "../json/encode-error.ts";
import type { JSONWarning } from "../json/warning.ts";

/** Encodes an item; its errors and warnings have paths as in `[3].owner`. */
export function encodeItem(
  json: JSONCodec,
  value: unknown,
  index: number,
  options: EncodeOptions,
): string | Promise<string> {
  try {
    const text = json.encode(value, options.warn === undefined ? options : placed(options, index));
    if (typeof text === "string") return text;
    return text.catch((error: unknown) => {
      throw atIndex(error, index);
    });
  } catch (error) {
    throw atIndex(error, index);
  }
}

function atIndex(error: unknown, index: number): unknown {
  return error instanceof EncodeError ? error.within(index) : error;
}

function placed(options: EncodeOptions, index: number): EncodeOptions {
  const warn = (warning: JSONWarning): void => {
    const { path } = warning;
    const step = path === "" || path.startsWith("[") ? "" : ".";
    options.warn?.({ ...warning, path: `[${index}]${step}${path}` });
  };
  return { ...options, warn };
}
