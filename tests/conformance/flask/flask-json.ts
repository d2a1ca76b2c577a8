// JSON as Flask's provider writes it: names in order, ASCII, dates as HTTP has them, a line feed at the end of a response.

import { JSONProvider, type EncodeOptions } from "hipflask";

export class FlaskJSON extends JSONProvider {
  constructor() {
    super({ sortKeys: true, ensureAscii: true, date: "http", bigint: "number" });
  }

  override encode(value: unknown, options?: EncodeOptions): string | Promise<string> {
    const text = super.encode(value, options);
    return typeof text === "string" ? `${text}\n` : text.then((late) => `${late}\n`);
  }
}
