// The two converters of the application's own.

import type { Converter } from "hipflask";

declare module "hipflask" {
  interface ConverterTypes {
    csv: string[];
    even: number;
  }
}

const csv: Converter<string[]> = {
  parse: (text) => text.split(","),
  format: (items) => items.join(","),
};

/** Digits of an even number. For any other the next rule is tried. */
const even: Converter<number> = {
  parse: (text) => (/^\d+$/.test(text) && Number(text) % 2 === 0 ? Number(text) : undefined),
  format: String,
};

export const converters = { csv, even };
