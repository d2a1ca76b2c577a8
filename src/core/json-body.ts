// A body as JSON, and what to tell a client whose body is none.

import type { HTTPError } from "../errors/http-error.ts";
import { BadRequest, UnsupportedMediaType } from "../errors/status-errors.ts";
import type { HeaderFields } from "../http/headers.ts";
import { isJsonEssence, type MediaType } from "../http/media-type.ts";
import type { JSONCodec } from "../json/codec.ts";
import type { JsonValue } from "../json/json-of.ts";
import { JSONSyntaxError } from "../json/syntax-error.ts";

/** @throws {HTTPError} 415 if the body is not declared as JSON in UTF-8. */
export function refuseOtherTypes(type: MediaType | null): void {
  if (type === null || !isJsonEssence(type.essence)) {
    throw new UnsupportedMediaType("the body must be JSON: send Content-Type: application/json");
  }
  const charset = type.parameters.get("charset")?.toLowerCase();
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8") {
    throw new UnsupportedMediaType("the body must be UTF-8");
  }
}

/** @throws {HTTPError} 415 if the body is compressed. */
export function refuseCompression(headers: HeaderFields): void {
  const coding = headers.get("content-encoding")?.toLowerCase();
  if (coding !== undefined && coding !== "identity") {
    throw new UnsupportedMediaType("the body must not be compressed", {
      headers: { "accept-encoding": "identity" },
    });
  }
}

/** @throws {HTTPError} 400 if there is nothing, or it is malformed. */
export function parseJsonBody(bytes: Uint8Array, codec: JSONCodec): JsonValue {
  if (bytes.length === 0) {
    const errors = [{ in: "body", pointer: "", line: 1, column: 1, detail: "nothing is there" }];
    throw new BadRequest("the body is empty, but must be JSON", { extra: { errors } });
  }
  try {
    return codec.loads(bytes) as JsonValue;
  } catch (error) {
    throw error instanceof JSONSyntaxError ? malformed(error) : error;
  }
}

function malformed(error: JSONSyntaxError): HTTPError {
  const { line, column, pointer, reason } = error;
  return new BadRequest(`the body is not valid JSON: ${reason} at line ${line}, column ${column}`, {
    extra: { errors: [{ in: "body", pointer, line, column, detail: reason }] },
    cause: error,
  });
}
