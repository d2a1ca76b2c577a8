// How long, and by whom, a response may be kept: the directives of Cache-Control.
// Source: RFC 9111 §5.2.2, RFC 5861 (stale-…), RFC 8246 (immutable).

/** Directives of a response's `Cache-Control`; times in seconds. */
export interface CacheDirectives {
  /** Any cache may keep it, even the answer to a request with `Authorization`. */
  readonly public?: boolean | undefined;
  /** Only the client's own cache may keep it. */
  readonly private?: boolean | undefined;
  /** It may be kept, but must be asked about before each use. */
  readonly noCache?: boolean | undefined;
  /** It must not be kept. */
  readonly noStore?: boolean | undefined;
  readonly noTransform?: boolean | undefined;
  /** Once stale it must not be used without asking. */
  readonly mustRevalidate?: boolean | undefined;
  readonly proxyRevalidate?: boolean | undefined;
  readonly mustUnderstand?: boolean | undefined;
  /** It will never change while it is fresh. */
  readonly immutable?: boolean | undefined;
  readonly maxAge?: number | undefined;
  /** As `maxAge`, for shared caches. */
  readonly sMaxAge?: number | undefined;
  readonly staleWhileRevalidate?: number | undefined;
  readonly staleIfError?: number | undefined;
}

const flags: Readonly<Record<string, string>> = {
  public: "public",
  private: "private",
  noCache: "no-cache",
  noStore: "no-store",
  noTransform: "no-transform",
  mustRevalidate: "must-revalidate",
  proxyRevalidate: "proxy-revalidate",
  mustUnderstand: "must-understand",
  immutable: "immutable",
};

const seconds: Readonly<Record<string, string>> = {
  maxAge: "max-age",
  sMaxAge: "s-maxage",
  staleWhileRevalidate: "stale-while-revalidate",
  staleIfError: "stale-if-error",
};

/**
 * The value of `Cache-Control`, its directives in the order of the object.
 *
 * @throws {TypeError} `cache-directive` for an unknown one, a value that does not fit, or `public` beside `private`.
 * @example
 * formatCacheControl({ public: true, maxAge: 3600, immutable: true }); // => "public, max-age=3600, immutable"
 * formatCacheControl({ noStore: true }); // => "no-store"
 */
export function formatCacheControl(directives: CacheDirectives): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(directives) as [string, unknown][]) {
    if (value === undefined || value === false) continue;
    if (Object.hasOwn(flags, name) && value === true) parts.push(flags[name]!);
    else if (Object.hasOwn(seconds, name) && isSeconds(value)) {
      parts.push(`${seconds[name]!}=${value}`);
    } else throw refuse(name, value);
  }
  if (directives.public === true && directives.private === true) throw refuse("public", true);
  return parts.join(", ");
}

// RFC 9111 §1.2.2: 2^31 means "for ever", and more may overflow.
function isSeconds(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2 ** 31;
}

function refuse(name: string, value: unknown): TypeError {
  const wanted = Object.hasOwn(seconds, name)
    ? "it must be a whole number of seconds, 0 to 2,147,483,648"
    : name === "public"
      ? "it is true or false, and excludes private"
      : `the directives are ${[...Object.keys(flags), ...Object.keys(seconds)].join(", ")}`;
  return new TypeError(
    `Cannot send Cache-Control with ${name}: ${String(value)}\n` +
      `Fix: change it, for ${wanted}    [cache-directive]`,
  );
}
