// From the mimetype that a handler names to the Content-Type that is sent.

import { HeaderFields } from "../http/headers.ts";

const textual = /^text\/|\+xml$|^application\/(?:xml|javascript)$/;

/**
 * The `Content-Type` of a mimetype: text says its charset; JSON has none to say (RFC 8259 §11).
 * One with parameters of its own is complete.
 *
 * @example
 * contentTypeOf("text/html"); // => "text/html; charset=utf-8"
 * contentTypeOf("application/json"); // => "application/json"
 */
export function contentTypeOf(mimetype: string): string {
  return textual.test(mimetype) && !mimetype.includes(";")
    ? `${mimetype}; charset=utf-8`
    : mimetype;
}

const shared = new Map<string, HeaderFields>();

// Mimetypes are written in programs, not sent by clients; but a program may well compute one.
const maxShared = 64;

/** Fields that hold a Content-Type and nothing else; one set for all responses of a mimetype. */
export function sharedContentType(mimetype: string): HeaderFields {
  const known = shared.get(mimetype);
  if (known !== undefined) return known;
  const fields = new HeaderFields({ "content-type": contentTypeOf(mimetype) }).freeze();
  if (shared.size < maxShared) shared.set(mimetype, fields);
  return fields;
}

/** The fields of a response that says nothing about itself. */
export const noFields: HeaderFields = new HeaderFields().freeze();
