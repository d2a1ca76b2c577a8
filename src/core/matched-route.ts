// A registered route, as those see it who are answered by it or want its URL. Types only.

/** The route that answers a request, as handlers and hooks see it. */
export interface MatchedRoute {
  /** As registered, with the prefixes of its blueprints: `/admin/users/<int:id>`. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Its name, with those of its blueprints: `admin.users.show`. Null if neither it nor its handler has one. */
  readonly endpoint: string | null;
  /** The innermost blueprint that it belongs to: `admin.users`. */
  readonly blueprint: string | null;
  /** All of them, from the innermost to the outermost: `["admin.users", "admin"]`. */
  readonly blueprints: readonly string[];
}

/** A route, as far as `urlFor` must know what it is given. */
export interface URLTarget {
  readonly methods: readonly string[];
  readonly path: string;
}

export interface URLForOptions {
  /** What stands after the `#`, unencoded. */
  readonly anchor?: string | undefined;
  /** Whether the URL names scheme and host. */
  readonly external?: boolean | undefined;
  /** The scheme of an external URL; implies `external`. */
  readonly scheme?: string | undefined;
  /** Where several rules have the name: the one for this method. */
  readonly method?: string | undefined;
}

/** Values for the variables of a path; whatever else is given becomes the query. */
export type URLValues = Readonly<Record<string, unknown>>;
