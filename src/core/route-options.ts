// What may be said about a route beside its path and its handler.

import type { FormLimits } from "../http/form-limits.ts";
import type { RedirectTo } from "../routing/redirect-target.ts";
import type { ETagKind } from "./response.ts";

/** `Defaults` is the type of the values of that name. */
export interface RouteOptions<Defaults extends object = object> {
  /** What `urlFor` calls it; the name of the handler's function unless given. */
  readonly name?: string | undefined;
  /** Values that join those of the path, with their types. None may have the name of a variable. */
  readonly defaults?: Defaults | undefined;
  /** Whether a missing last slash is redirected, and one too many a 404; true unless given. */
  readonly strictSlashes?: boolean | undefined;
  /** Whether doubled slashes are redirected to single ones; true unless given. */
  readonly mergeSlashes?: boolean | undefined;
  /** Only for requests to this host: `api.example.com`, `<tenant>.example.com`. Its variables are values too. */
  readonly host?: string | undefined;
  /** The same, without the application's `serverName`: `api`. */
  readonly subdomain?: string | undefined;
  /** Where requests are sent instead of to the handler: `/users/<id>`, or a function of the values. */
  readonly redirectTo?: RedirectTo | undefined;
  /** Whether requests are redirected to the first other rule of the same name that fits them; false unless given. */
  readonly alias?: boolean | undefined;
  /** Whether OPTIONS is answered by itself; true unless given. */
  readonly automaticOptions?: boolean | undefined;
  /** Whether it answers nothing, and is there for its URLs only; false unless given. */
  readonly buildOnly?: boolean | undefined;
  /** The most bytes that a body may have; the application's `bodyLimit` unless given. Above: 413. */
  readonly bodyLimit?: number | undefined;
  /** Bounds on forms, where they differ from the application's. Above: 413. */
  readonly formLimits?: Partial<FormLimits> | undefined;
  /** Whether requests have a session; true unless given. Without, no store is asked for one. */
  readonly session?: boolean | undefined;
  /** Whether the body is left for the handler to read as a stream. */
  readonly streamBody?: boolean | undefined;
  /** Sends an `ETag` with every answer, and 304 to a client that has it: `true` or `"strong"`, or `"weak"`. */
  readonly etag?: boolean | ETagKind | undefined;
}

/** Their names; `methods` is one where a registration takes several. */
export const routeOptionNames: readonly string[] = Object.keys({
  methods: true,
  name: true,
  defaults: true,
  strictSlashes: true,
  mergeSlashes: true,
  host: true,
  subdomain: true,
  redirectTo: true,
  alias: true,
  automaticOptions: true,
  buildOnly: true,
  bodyLimit: true,
  formLimits: true,
  session: true,
  streamBody: true,
  etag: true,
} satisfies Record<keyof RouteOptions | "methods", true>);
