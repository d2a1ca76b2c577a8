// A request as a handler has it, from the parts that a test gives.

import { RequestBody } from "../../src/core/request-body.ts";
import { Request } from "../../src/core/request.ts";
import type { Incoming } from "../../src/gateway.ts";
import { defaultFormLimits, type FormLimits } from "../../src/http/form-limits.ts";
import { HeaderFields, type HeaderFieldsInit } from "../../src/http/headers.ts";
import { JSONProvider } from "../../src/json/provider.ts";
import { incoming } from "./incoming.ts";

export interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly authority?: string;
  readonly headers?: HeaderFieldsInit;
  readonly body?: string | Uint8Array;
  /** How many bytes arrive at once when the body is streamed. */
  readonly pieceBytes?: number;
  readonly formLimits?: Partial<FormLimits>;
  readonly incoming?: Partial<Incoming>;
}

export function requestOf(sent: Sent): Request {
  const { body = "", pieceBytes = Infinity } = sent;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const arrived = incoming({
    method: sent.method ?? "GET",
    target: sent.target ?? "/",
    authority: sent.authority ?? "example.com:8080",
    headers: new HeaderFields(sent.headers),
    remoteAddress: "192.0.2.7",
    hasBody: sent.body !== undefined,
    readBody: () => bytes,
    async *streamBody() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.slice(at, at + pieceBytes);
    },
    ...sent.incoming,
  });
  const limits = { ...defaultFormLimits, ...sent.formLimits };
  return new Request(arrived, new JSONProvider(), new RequestBody(arrived, 1024 * 1024), limits);
}

/** A multipart form of boundary B: fields by name and value, files by name, file name and content. */
export function multipart(...parts: readonly (readonly string[])[]): string {
  const bodies = parts.map(([name, value = "", content]) =>
    content === undefined
      ? `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
      : `--B\r\nContent-Disposition: form-data; name="${name}"; filename="${value}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`,
  );
  return `${bodies.join("")}--B--\r\n`;
}

export const multipartType = "multipart/form-data; boundary=B";
