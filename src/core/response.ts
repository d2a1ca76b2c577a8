// A response as handlers make it: status, fields and a body, or a value that becomes one when it is sent.

import type { BodyChunk, Outgoing } from "../gateway.ts";
import { HeaderFields, type HeaderFieldsInit } from "../http/headers.ts";
import { readableBytes } from "../http/readable-bytes.ts";
import { isFinalStatus } from "../http/status.ts";
import { contentTypeOf, noFields, sharedContentType } from "./content-type.ts";
import {
  ResponseChecks,
  type ConditionalOptions,
  type ETagKind,
  type Validation,
} from "./response-checks.ts";
import { ResponseFields } from "./response-fields.ts";
import { bodyChunks, toBody, type Body, type BodySource } from "./body.ts";
import { isStreamed } from "../http/streamed-body.ts";

export interface ResponseInit {
  /** 200 unless given. */
  readonly status?: number | undefined;
  /** The media type; text gets `; charset=utf-8`. Without one, the body's kind decides. */
  readonly mimetype?: string | undefined;
  readonly headers?: HeaderFieldsInit | undefined;
  /** Sends an `ETag` made from the body, and 304 to a client that has it: `true` or `"strong"`, or `"weak"`. */
  readonly etag?: boolean | ETagKind | undefined;
}

/** A request, as far as it decides what is sent of a response. */
export interface ConditionalRequest {
  readonly method: string;
  readonly headers: HeaderFields;
}

/**
 * A response, with the constructor and the reading side of the web's `Response`.
 *
 * @example
 * const response = new Response(dumps({ id: 1 }), { status: 201, mimetype: "application/json" });
 * response.headers.get("content-type"); // => "application/json"
 * await response.json(); // => { id: 1 }
 * @see Flask's `Response`
 */
export class Response extends ResponseFields {
  #content: Body;
  #mimetype: string | null;
  #status: number;
  #headers: HeaderFields | undefined;
  /** Whether someone chose the status; an error handler's answer takes the error's if not. */
  #statusChosen: boolean;
  #read = false;
  #checks: ResponseChecks | undefined;

  /**
   * @param body Text, bytes, a stream of either, or nothing. For a value, write `jsonify(value)`.
   * @throws {TypeError} `response-body` for anything else.
   * @throws {RangeError} `response-status` if the status is not 200 to 599.
   */
  constructor(body?: BodySource, init?: ResponseInit) {
    super();
    const { content, mimetype } = toBody(body);
    this.#content = content;
    this.#mimetype = init?.mimetype ?? mimetype;
    this.#status = init?.status === undefined ? 200 : checkedStatus(init.status);
    this.#statusChosen = init?.status !== undefined;
    if (init?.etag !== undefined) this.#checks = new ResponseChecks(init.etag);
    if (init?.headers !== undefined) this.#headers = this.#ownFields(init.headers);
  }

  get status(): number {
    return this.#status;
  }

  set status(status: number) {
    this.#status = checkedStatus(status);
    this.#statusChosen = true;
  }

  /** Whether the status is 200 to 299. */
  get ok(): boolean {
    return this.#status < 300;
  }

  get headers(): HeaderFields {
    this.#headers ??= this.#ownFields(undefined);
    return this.#headers;
  }

  /** The media type with its parameters, as it is sent; null if there is none. */
  get mimetype(): string | null {
    return this.sentFields.get("content-type");
  }

  /** Text gets `; charset=utf-8`. */
  set mimetype(mimetype: string) {
    this.headers.set("content-type", contentTypeOf(mimetype));
  }

  /** The body as it was given: text, bytes, a stream, or null. */
  get body(): Body {
    return this.#content;
  }

  /**
   * Another body. The media type stays, if there is one.
   *
   * @throws {TypeError} `response-body`
   * @see Flask's `Response.data`
   */
  set body(body: BodySource) {
    const { content, mimetype } = toBody(body);
    this.#content = content;
    this.#read = false;
    if (mimetype !== null && this.mimetype === null) this.mimetype = mimetype;
  }

  /**
   * Sends an `ETag` made from the body, unless there is one.
   *
   * @see Flask's `Response.add_etag`
   */
  addETag(kind: ETagKind = "strong"): void {
    this.#checks ??= new ResponseChecks();
    this.#checks.addETag(kind);
  }

  /**
   * Heeds the conditions of the request: 304 to a GET of what the client has, 412 if it asks for another
   * version, and with `acceptRanges` 206 with the range that it asks for, or 416.
   *
   * It happens when the response is sent, after all hooks. What is compared are the fields `ETag` and `Last-Modified`.
   * @example
   * const app = new Hipflask();
   * app.get("/alphabet", () => {
   *   const response = new Response("abcdefghijklmnopqrstuvwxyz");
   *   response.setETag("v1");
   *   response.makeConditional({ acceptRanges: true });
   *   return response;
   * });
   * const client = app.testClient();
   * const part = await client.get("/alphabet", { headers: { range: "bytes=0-4" } });
   * [part.status, await part.text()]; // => [206, "abcde"]
   * (await client.get("/alphabet", { headers: { "if-none-match": '"v1"' } })).status; // => 304
   * @see Flask's `Response.make_conditional`
   */
  makeConditional(options: ConditionalOptions = {}): this {
    this.#checks ??= new ResponseChecks();
    this.#checks.heedConditions(options);
    return this;
  }

  /** Whether a streamed body has been read. */
  get bodyUsed(): boolean {
    return this.#read;
  }

  /** The body as text. */
  async text(): Promise<string> {
    const { body } = this;
    if (typeof body === "string") return body;
    return new TextDecoder().decode(await this.bytes());
  }

  /** The body, parsed as JSON. */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  /** The body as bytes. A stream can be read only once. */
  async bytes(): Promise<Uint8Array> {
    const { body } = this;
    if (body === null) return new Uint8Array(0);
    if (typeof body === "string") return new TextEncoder().encode(body);
    if (body instanceof Uint8Array) return body;
    this.#refuseIfRead();
    this.#read = true;
    return bodyChunks(body);
  }

  /** The same response as the web platform's own class; a stream stays one. */
  async toWeb(): Promise<globalThis.Response> {
    const { body, status } = this;
    const init = { status, headers: new Headers([...this.headers]) };
    // With these the platform refuses even an empty body.
    if (status === 204 || status === 205 || status === 304) {
      return new globalThis.Response(null, init);
    }
    if (!isStreamed(body)) {
      return new globalThis.Response((await this.bytes()) as Uint8Array<ArrayBuffer>, init);
    }
    this.#refuseIfRead();
    this.#read = true;
    return new globalThis.Response(readableBytes(body), init);
  }

  /** The fields to send: shared ones as long as nobody asked for this response's own. @internal */
  get sentFields(): HeaderFields {
    if (this.#headers !== undefined) return this.#headers;
    return this.#mimetype === null ? noFields : sharedContentType(this.#mimetype);
  }

  /** The status if someone chose it. @internal */
  get chosenStatus(): number | undefined {
    return this.#statusChosen ? this.#status : undefined;
  }

  /** What is to be done when it is sent, if anything. @internal */
  get validation(): Validation | null {
    return this.#checks === undefined ? null : this.#checks.validation;
  }

  /** Takes the route's choice as long as the response has none. @internal */
  suggestETag(choice: boolean | ETagKind): void {
    this.#checks ??= new ResponseChecks();
    this.#checks.suggestETag(choice);
  }

  /** What is sent to this request, before anything is compared. @internal */
  outgoing(_request: ConditionalRequest): Outgoing {
    const { body, sentFields: headers, status } = this;
    const outgoing = { status, headers, body };
    if (!isStreamed(body)) return outgoing;
    const contentLength = statedLength(headers.get("content-length"));
    return contentLength === undefined ? outgoing : { ...outgoing, contentLength };
  }

  /** Takes a status as long as nobody chose one. @internal */
  suggestStatus(status: number): void {
    if (!this.#statusChosen) this.#status = status;
  }

  #refuseIfRead(): void {
    if (this.#read) throw new TypeError("Cannot read the body: its stream has been read already");
  }

  #ownFields(init: HeaderFieldsInit | undefined): HeaderFields {
    const fields = new HeaderFields(init);
    if (this.#mimetype !== null && !fields.has("content-type")) {
      fields.set("content-type", contentTypeOf(this.#mimetype));
    }
    return fields;
  }
}

// Only of a stream: what is at hand is counted.
function statedLength(field: string | null): number | undefined {
  return field !== null && /^\d{1,15}$/.test(field) ? Number(field) : undefined;
}

function checkedStatus(status: number): number {
  if (isFinalStatus(status)) return status;
  throw new RangeError(
    `Cannot answer with status ${String(status)}: it must be an integer from 200 to 599\n` +
      `Fix: choose the status that fits, such as 200, 201 or 404    [response-status]`,
  );
}

export type { BodyChunk, BodySource, ConditionalOptions, ETagKind, Validation };
