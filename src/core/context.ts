// What a handler receives: one flat object, whose parts cost nothing until they are asked for.

import type { Incoming } from "../gateway.ts";
import type { HeaderFields } from "../http/headers.ts";
import type { JsonValue } from "../json/json-of.ts";
import type { JSONProvider } from "../json/provider.ts";
import type { Params } from "../routing/params.ts";
import type { Logger } from "./logger.ts";
import { Request, type Cookies } from "./request.ts";

/** What a context needs to know of its application. */
export interface ContextHost {
  readonly json: JSONProvider;
  readonly log: Logger;
  /** Keeps a promise in mind that a shutdown must wait for. What comes back fulfils when it is settled. */
  track(work: PromiseLike<unknown>): Promise<void>;
}

/** Names that path variables cannot have, because the context has them already. */
export const reservedNames = [
  "params",
  "query",
  "headers",
  "cookies",
  "body",
  "request",
  "url",
  "method",
  "path",
  "g",
  "session",
  "signal",
  "after",
  "log",
  "app",
  "json",
  "text",
  "bytes",
  "form",
  "__proto__",
] as const;

export type ReservedName = (typeof reservedNames)[number];

/** The part of a context that every handler has. */
export class BaseContext {
  readonly #host: ContextHost;
  readonly #incoming: Incoming;
  readonly #body: Uint8Array | null;
  #request: Request | undefined;
  #g: Record<string, unknown> | undefined;
  #params: Readonly<Record<string, unknown>> | undefined;

  /** @internal */
  constructor(host: ContextHost, incoming: Incoming, body: Uint8Array | null) {
    this.#host = host;
    this.#incoming = incoming;
    this.#body = body;
  }

  /** The application. */
  get app(): ContextHost {
    return this.#host;
  }

  get request(): Request {
    this.#request ??= new Request(this.#incoming, this.#host.json, this.#body);
    return this.#request;
  }

  /** As sent: `GET`, `POST`. A GET handler sees `HEAD` for what it is. */
  get method(): string {
    return this.#incoming.method;
  }

  /** The path as sent, still percent-encoded. */
  get path(): string {
    return this.request.path;
  }

  get url(): URL {
    return this.request.url;
  }

  get query(): URLSearchParams {
    return this.request.query;
  }

  get headers(): HeaderFields {
    return this.#incoming.headers;
  }

  get cookies(): Cookies {
    return this.request.cookies;
  }

  /** All path values by name. */
  get params(): Readonly<Record<string, unknown>> {
    this.#params ??= Object.fromEntries(Object.entries(this));
    return this.#params;
  }

  /** A place for whatever belongs to this request. */
  get g(): Record<string, unknown> {
    this.#g ??= Object.create(null) as Record<string, unknown>;
    return this.#g;
  }

  /** Aborted when the client goes away or the server gives up waiting. */
  get signal(): AbortSignal {
    return this.#incoming.signal;
  }

  get log(): Logger {
    return this.#host.log;
  }

  /** Registers work that outlives the response; a shutdown waits for it, and its failure is logged. */
  get after(): (work: PromiseLike<unknown>) => void {
    return (work) => {
      const ended = this.#host.track(work);
      this.#incoming.waitUntil?.(ended);
    };
  }

  /** Reads the body as JSON: 415 if it is not declared so, 400 if it is malformed. */
  get json(): () => Promise<JsonValue> {
    return () => this.request.json();
  }

  /** Reads the body as text. */
  get text(): () => Promise<string> {
    return () => this.request.text();
  }

  get bytes(): () => Promise<Uint8Array> {
    return () => this.request.bytes();
  }

  /** Reads the body as a form. */
  get form(): () => Promise<FormData> {
    return () => this.request.form();
  }
}

/**
 * What the handler of a route receives: its path values beside everything else.
 *
 * @example
 * const app = new Hipflask();
 * app.get("/users/<int:id>", ({ id, query }) => ({ id, page: query.get("page") }));
 * const response = await app.fetch(new Request("http://localhost/users/7?page=2"));
 * await response.json(); // => { id: 7, page: "2" }
 */
export type Context<Path extends string = string> = Params<Path> &
  Omit<BaseContext, "params"> & { readonly params: Readonly<Params<Path>> };

/** Makes the context of a request; path values become its own properties. */
export function createContext(
  host: ContextHost,
  incoming: Incoming,
  body: Uint8Array | null,
  names: readonly string[],
  values: readonly unknown[],
): BaseContext {
  const context = new BaseContext(host, incoming, body);
  for (let i = 0; i < names.length; i++) {
    (context as unknown as Record<string, unknown>)[names[i]!] = values[i];
  }
  return context;
}
