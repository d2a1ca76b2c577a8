// A request as handlers read it. Every part is made when it is first asked for.

import { HTTPError } from "../errors/http-error.ts";
import { BadRequest } from "../errors/status-errors.ts";
import type { Incoming } from "../gateway.ts";
import { defaultFormLimits, type FormLimits } from "../http/form-limits.ts";
import type { JSONCodec } from "../json/codec.ts";
import type { JsonValue } from "../json/json-of.ts";
import type { FormPart } from "./form-part.ts";
import { isFormType, readForm, readParts } from "./form-reader.ts";
import type { Form } from "./form.ts";
import { parseJsonBody, refuseCompression, refuseOtherTypes } from "./json-body.ts";
import { Query } from "./query.ts";
import type { RequestBody } from "./request-body.ts";
import { RequestHead } from "./request-head.ts";

/** How a body is read as JSON. */
export interface ReadJSONOptions {
  /** Reads it whatever it is declared as. */
  readonly force?: boolean | undefined;
  /** Gives undefined for what is not JSON. A body that is too large, or breaks off, is an error all the same. */
  readonly silent?: boolean | undefined;
}

/** How a body is read as text. */
export interface ReadTextOptions {
  /** `replace` puts U+FFFD where bytes are no UTF-8; otherwise they are a 400. */
  readonly invalid?: "refuse" | "replace" | undefined;
}

/**
 * A request, with the reading side of the web's `Request`.
 *
 * The body is read, and its size checked, before the handler runs, or when a hook asks for it: asking
 * twice, or first as text and then as JSON, is as good as asking once. A route with `streamBody`
 * leaves it to the handler: `stream()` and `parts()` then give it while it arrives, once.
 * @see Flask's `Request`
 */
export class Request extends RequestHead {
  readonly #codec: JSONCodec;
  readonly #body: RequestBody;
  readonly #formLimits: FormLimits;
  #json: { readonly value: JsonValue } | undefined;
  #form: Form | undefined;

  /** @internal */
  constructor(
    incoming: Incoming,
    codec: JSONCodec,
    body: RequestBody,
    formLimits: FormLimits = defaultFormLimits,
  ) {
    super(incoming);
    this.#codec = codec;
    this.#body = body;
    this.#formLimits = formLimits;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#body.bytes();
  }

  /**
   * The body while it arrives, in pieces of any size; the client waits while nobody asks for more.
   *
   * @throws {TypeError} `body-streamed` if it has been streamed before.
   */
  stream(): AsyncIterable<Uint8Array> {
    return this.#body.stream();
  }

  /** The body as text, which must be UTF-8. */
  async text({ invalid = "refuse" }: ReadTextOptions = {}): Promise<string> {
    const bytes = await this.#body.bytes();
    try {
      return new TextDecoder("utf-8", { fatal: invalid === "refuse" }).decode(bytes);
    } catch (cause) {
      throw new BadRequest("the body is not valid UTF-8", { cause });
    }
  }

  /**
   * The body, parsed as JSON; the same value however often it is asked for.
   *
   * @throws {HTTPError} 415 if the body is not declared as JSON, 400 if it is empty or malformed.
   * @see Flask's `request.get_json`
   */
  json(options?: ReadJSONOptions & { readonly silent?: false | undefined }): Promise<JsonValue>;
  json(options?: ReadJSONOptions): Promise<JsonValue | undefined>;
  async json(options: ReadJSONOptions = {}): Promise<JsonValue | undefined> {
    const { force = false, silent = false } = options;
    if (this.#json !== undefined && (force || this.isJson)) return this.#json.value;
    const held = this.#body.bytes();
    // It has been read already, unless a hook asks: waiting for what is there would cost a turn.
    const bytes = held instanceof Promise ? await held : held;
    try {
      if (!force) refuseOtherTypes(this.mediaType);
      refuseCompression(this.headers);
      this.#json = { value: parseJsonBody(bytes, this.#codec) };
    } catch (error) {
      if (silent && error instanceof HTTPError) return undefined;
      throw error;
    }
    return this.#json.value;
  }

  /**
   * The fields and files of a form, in memory.
   *
   * @throws {HTTPError} 415 if the body is not declared as a form, 400 if it is malformed, 413 if it is over one of `formLimits`.
   */
  async form(): Promise<Form> {
    this.#form ??= readForm(this.mediaType, await this.#body.bytes(), this.#formLimits);
    return this.#form;
  }

  /**
   * The parts of a multipart form, one after the other, while they arrive. What of a part is not read is passed over.
   *
   * @throws {HTTPError} 415 if the body is not declared as one; while iterating 400 if it is malformed, 413 if it is over a limit.
   */
  parts(): AsyncIterableIterator<FormPart> {
    return readParts(this.mediaType, () => this.#body.stream(), this.#formLimits);
  }

  /**
   * The query together with the fields of a form, if there is one: first of the query, then of the form.
   *
   * @throws {HTTPError} 400 if the form is malformed, 413 if it is over one of `formLimits`.
   * @see Flask's `request.values`
   */
  async values(): Promise<Query> {
    const isRead = this.method === "GET" || this.method === "HEAD";
    const fields = !isRead && isFormType(this.mediaType) ? await this.form() : [];
    return new Query([...this.query, ...fields], "values");
  }
}
