// What the header fields of a request say, read when it is asked for and not before.

import {
  acceptCharsets,
  acceptEncodings,
  acceptLanguages,
  acceptMediaTypes,
  type Accept,
} from "../http/accept.ts";
import { parseAuthorization, type Authorization } from "../http/authorization.ts";
import { parseByteRanges, type RangeSpec } from "../http/byte-range.ts";
import { parseHttpDate } from "../http/date.ts";
import { entityTags, isEntityTag, type EntityTags } from "../http/etag.ts";
import type { HeaderFields } from "../http/headers.ts";
import { isJsonEssence, parseMediaType, type MediaType } from "../http/media-type.ts";
import { readCookies, readCookieValues, type Cookies } from "./cookies.ts";
import { RequestTarget } from "./request-target.ts";

const noParameters: ReadonlyMap<string, string> = new Map();

/** The version that an `If-Range` field names, by its entity tag or by its date. */
export type IfRange =
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "date"; readonly date: Date };

export class RequestHead extends RequestTarget {
  #cookies: Cookies | undefined;
  #mediaType: MediaType | null | undefined;
  #accept: Accept | undefined;

  get headers(): HeaderFields {
    return this.incoming.headers;
  }

  /** Aborted when the client goes away, or the server gives up waiting. */
  get signal(): AbortSignal {
    return this.incoming.signal;
  }

  get cookies(): Cookies {
    this.#cookies ??= readCookies(this.#cookieField);
    return this.#cookies;
  }

  /** All values of a cookie that was set for several paths or domains. */
  cookieValues(name: string): readonly string[] {
    return readCookieValues(this.#cookieField, name);
  }

  // HTTP/2 and its proxies split the field; a comma would not separate cookies.
  get #cookieField(): string {
    return this.headers.getAll("cookie").join("; ");
  }

  /** Which media types the client accepts: `accept.best("application/json", "text/html")`. Without a field, any. */
  get accept(): Accept {
    this.#accept ??= acceptMediaTypes(this.headers.get("accept"));
    return this.#accept;
  }

  /** Which languages the client accepts: `acceptLanguages.best("en", "de")`. Without a field, any. */
  get acceptLanguages(): Accept {
    return acceptLanguages(this.headers.get("accept-language"));
  }

  /** Which content codings the client accepts. Without a field, none but `identity`. */
  get acceptEncodings(): Accept {
    return acceptEncodings(this.headers.get("accept-encoding"));
  }

  /** Which charsets the client accepts. Without a field, any. */
  get acceptCharsets(): Accept {
    return acceptCharsets(this.headers.get("accept-charset"));
  }

  /** What the client says to prove who it is; null if it says nothing, or nothing that can be read. */
  get authorization(): Authorization | null {
    return this.#parsed("authorization", parseAuthorization);
  }

  /** The versions that must still be there, as an update asks for. */
  get ifMatch(): EntityTags | null {
    return this.#parsed("if-match", entityTags);
  }

  /** The versions that the client has already. */
  get ifNoneMatch(): EntityTags | null {
    return this.#parsed("if-none-match", entityTags);
  }

  /** Null without such a field, and if it is no date. */
  get ifModifiedSince(): Date | null {
    return this.#parsed("if-modified-since", toDate);
  }

  get ifUnmodifiedSince(): Date | null {
    return this.#parsed("if-unmodified-since", toDate);
  }

  /** The version that the ranges are of: of any other, the client wants the whole. */
  get ifRange(): IfRange | null {
    return this.#parsed("if-range", (field) => {
      if (isEntityTag(field)) return { kind: "tag", tag: field };
      const date = toDate(field);
      return date && { kind: "date", date };
    });
  }

  /** The ranges of bytes that the client wants; null if it wants all, or what it wants cannot be read. */
  get range(): readonly RangeSpec[] | null {
    return this.#parsed("range", parseByteRanges);
  }

  /** The `Content-Type` as sent; null without one. */
  get contentType(): string | null {
    return this.headers.get("content-type");
  }

  /** The media type of the body, in lower case, without parameters; empty if there is none, or it is malformed. */
  get mimetype(): string {
    return this.mediaType?.essence ?? "";
  }

  /** The parameters of the body's media type, such as its charset. */
  get mimetypeParameters(): ReadonlyMap<string, string> {
    return this.mediaType?.parameters ?? noParameters;
  }

  /** Whether the body is declared as JSON: `application/json`, or `application/*+json`. */
  get isJson(): boolean {
    return this.mediaType !== null && isJsonEssence(this.mediaType.essence);
  }

  /** How many bytes the body announces; null if it does not, as when it is chunked. */
  get contentLength(): number | null {
    const field = this.headers.get("content-length");
    return field !== null && /^\d{1,15}$/.test(field) ? Number(field) : null;
  }

  get userAgent(): string | null {
    return this.headers.get("user-agent");
  }

  /** The page that led here, by the field that HTTP spells `Referer`. */
  get referrer(): string | null {
    return this.headers.get("referer");
  }

  /**
   * The one reading of `Content-Type`, by which bodies are read and checked alike.
   *
   * @internal
   */
  protected get mediaType(): MediaType | null {
    this.#mediaType ??= this.#parsed("content-type", parseMediaType);
    return this.#mediaType;
  }

  #parsed<Value>(name: string, parse: (field: string) => Value | null): Value | null {
    const field = this.headers.get(name);
    return field === null ? null : parse(field);
  }
}

function toDate(field: string): Date | null {
  const epochMs = parseHttpDate(field);
  return epochMs === null ? null : new Date(epochMs);
}
