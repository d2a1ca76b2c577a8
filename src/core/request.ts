// A request as handlers read it. Every part is made when it is first asked for.

import { parseCookie } from "cookie";
import { HTTPError } from "../errors/http-error.ts";
import type { Incoming } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";
import { isJsonEssence, parseMediaType, type MediaType } from "../http/media-type.ts";
import type { JSONCodec } from "../json/codec.ts";
import type { JsonValue } from "../json/json-of.ts";
import { JSONSyntaxError } from "../json/syntax-error.ts";
import type { RequestBody } from "./request-body.ts";

/** The cookies of a request; the first of a repeated name counts. */
export type Cookies = Readonly<Record<string, string | undefined>>;

/**
 * A request, with the reading side of the web's `Request`.
 *
 * The body is read, and its size checked, before the handler runs, or when a hook asks for it: asking
 * twice, or first as text and then as JSON, is as good as asking once.
 * @see Flask's `Request`
 */
export class Request {
  readonly #incoming: Incoming;
  readonly #codec: JSONCodec;
  readonly #body: RequestBody;
  #query: URLSearchParams | undefined;
  #url: URL | undefined;
  #cookies: Cookies | undefined;

  /** @internal */
  constructor(incoming: Incoming, codec: JSONCodec, body: RequestBody) {
    this.#incoming = incoming;
    this.#codec = codec;
    this.#body = body;
  }

  get method(): string {
    return this.#incoming.method;
  }

  /** The path as sent, still percent-encoded. */
  get path(): string {
    const { target } = this.#incoming;
    const mark = target.indexOf("?");
    return mark === -1 ? target : target.slice(0, mark);
  }

  get query(): URLSearchParams {
    const { target } = this.#incoming;
    const mark = target.indexOf("?");
    this.#query ??= new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1));
    return this.#query;
  }

  /**
   * The URL as the client sees it, as far as its Host field is honest.
   *
   * @throws {HTTPError} 400 if that field names no host, such as `1.2.3.999`.
   */
  get url(): URL {
    const { authority, scheme, target } = this.#incoming;
    // Joined as text: resolving `//host` against a base would believe the path to be a host.
    const text = `${scheme}://${authority || "localhost"}${target === "*" ? "" : target}`;
    try {
      this.#url ??= new URL(text);
    } catch (cause) {
      throw new HTTPError(400, "the Host field names no host", { cause });
    }
    return this.#url;
  }

  get headers(): HeaderFields {
    return this.#incoming.headers;
  }

  get cookies(): Cookies {
    this.#cookies ??= parseCookie(this.headers.get("cookie") ?? "");
    return this.#cookies;
  }

  /** The address of the peer; empty where the runtime does not tell. */
  get remoteAddress(): string {
    return this.#incoming.remoteAddress;
  }

  get signal(): AbortSignal {
    return this.#incoming.signal;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#body.bytes();
  }

  /** The body as text, which must be UTF-8. */
  async text(): Promise<string> {
    return decodeText(await this.bytes());
  }

  /**
   * The body, parsed as JSON.
   *
   * @throws {HTTPError} 415 if the body is not declared as JSON, 400 if it is empty or malformed.
   */
  async json(): Promise<JsonValue> {
    const type = this.#mediaType();
    if (type === null || !isJsonEssence(type.essence)) {
      throw new HTTPError(415, "the body must be JSON: send Content-Type: application/json");
    }
    this.#refuseOtherEncodings(type);
    const held = this.#body.bytes();
    // It has been read already, unless a hook asks: waiting for what is there would cost a turn.
    const bytes = held instanceof Promise ? await held : held;
    if (bytes.length === 0) throw new HTTPError(400, "the body is empty, but must be JSON");
    try {
      return this.#codec.loads(bytes) as JsonValue;
    } catch (error) {
      throw error instanceof JSONSyntaxError ? malformed(error) : error;
    }
  }

  /**
   * The fields and files of a form.
   *
   * @throws {HTTPError} 415 if the body is not declared as a form, 400 if it is malformed.
   */
  async form(): Promise<FormData> {
    const type = this.#mediaType();
    if (
      type?.essence !== "application/x-www-form-urlencoded" &&
      type?.essence !== "multipart/form-data"
    ) {
      throw new HTTPError(
        415,
        "the body must be a form: send Content-Type: application/x-www-form-urlencoded or multipart/form-data",
      );
    }
    const headers = { "content-type": this.headers.get("content-type")! };
    const bytes = await this.bytes();
    try {
      // The platform's own parser, on every runtime; the body's size is already bounded.
      return await new globalThis.Response(bytes as Uint8Array<ArrayBuffer>, {
        headers,
      }).formData();
    } catch (cause) {
      throw new HTTPError(400, "the body is not a well-formed form", { cause });
    }
  }

  #mediaType(): MediaType | null {
    const value = this.headers.get("content-type");
    return value === null ? null : parseMediaType(value);
  }

  #refuseOtherEncodings(type: MediaType): void {
    const charset = type.parameters.get("charset")?.toLowerCase();
    if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") {
      throw new HTTPError(415, "the body must be UTF-8");
    }
    const coding = this.headers.get("content-encoding")?.toLowerCase();
    if (coding !== undefined && coding !== "identity") {
      throw new HTTPError(415, "the body must not be compressed", {
        headers: { "accept-encoding": "identity" },
      });
    }
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HTTPError(400, "the body is not valid UTF-8", { cause });
  }
}

function malformed(error: JSONSyntaxError): HTTPError {
  const { line, column, pointer, reason } = error;
  return new HTTPError(
    400,
    `the body is not valid JSON: ${reason} at line ${line}, column ${column}`,
    {
      extra: { errors: [{ in: "body", pointer, line, column, detail: reason }] },
      cause: error,
    },
  );
}
