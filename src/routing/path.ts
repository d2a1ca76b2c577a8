// The canonical path: split first, decode after. `a%2Fb` is one segment, "a/b".
// Dot segments are never resolved here: what the client sent is what is matched.
// Every reader of a request path must go through this file, or two of them will disagree.

/** What a path is read into: its decoded segments, or why it cannot be read. */
export type SplitPath =
  | { readonly kind: "segments"; readonly segments: readonly string[] }
  | { readonly kind: "bad-path"; readonly detail: string };

/**
 * Splits a raw path into decoded segments.
 *
 * `segments[0]` is always "" (what stands before the first slash), so that segment `i` follows slash `i`.
 * A path that ends with a slash has an empty last segment.
 *
 * @param rawPath The path part of an origin-form target, still percent-encoded, without the query.
 * @example
 * splitPath("/users/a%2Fb"); // => { kind: "segments", segments: ["", "users", "a/b"] }
 * splitPath("/users/%zz").kind; // => "bad-path"
 */
export function splitPath(rawPath: string): SplitPath {
  if (rawPath.charCodeAt(0) !== slashCode) {
    return { kind: "bad-path", detail: "The path does not begin with a slash." };
  }
  const segments = rawPath.split("/");
  if (!rawPath.includes("%")) return { kind: "segments", segments };
  for (let index = 1; index < segments.length; index += 1) {
    const decoded = decodeSegment(segments[index] as string);
    if (decoded === undefined) return { kind: "bad-path", detail: explainBadPath(rawPath) };
    segments[index] = decoded;
  }
  return { kind: "segments", segments };
}

/**
 * Decodes the percent-encoding of one segment, strictly.
 *
 * @returns undefined if a `%` is malformed or the bytes are not UTF-8. `+` stays `+`.
 */
export function decodeSegment(rawSegment: string): string | undefined {
  if (!rawSegment.includes("%")) return rawSegment;
  try {
    return decodeURIComponent(rawSegment);
  } catch {
    return undefined;
  }
}

/**
 * Encodes text as one path segment: everything but RFC 3986's `pchar` becomes percent-encoded UTF-8.
 *
 * @returns undefined if the text has a lone surrogate, which no UTF-8 can carry.
 * @example
 * encodeSegment("a/b c@d"); // => "a%2Fb%20c@d"
 * @see RFC 3986 §3.3
 */
export function encodeSegment(text: string): string | undefined {
  try {
    return encodeURIComponent(text).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Whether a client that follows the URL standard would resolve this segment away. */
export function isDotSegment(segment: string): boolean {
  return segment === "." || segment === "..";
}

/** The segments without the empty ones that `//` makes. A trailing slash stays. */
export function mergeSlashes(segments: readonly string[]): readonly string[] {
  const last = segments.length - 1;
  return segments.filter((segment, index) => segment !== "" || index === 0 || index === last);
}

/** Whether `//` stands anywhere in the path that was split into these segments. */
export function hasEmptySegment(segments: readonly string[]): boolean {
  const next = segments.indexOf("", 1);
  return next !== -1 && next < segments.length - 1;
}

/**
 * Writes segments as a path to redirect to.
 *
 * The result begins with exactly one slash: a browser reads `//host` and `/\host` as another host.
 * Encoding guarantees the second, refusing an empty first segment the first.
 *
 * @returns undefined if the path cannot be written so that a client comes back to the same segments:
 *   dot segments would be resolved by the client.
 */
export function joinPath(segments: readonly string[]): string | undefined {
  if (segments.length > 2 && segments[1] === "") return undefined;
  let path = "";
  for (let index = 1; index < segments.length; index += 1) {
    const segment = segments[index] as string;
    const encoded = isDotSegment(segment) ? undefined : encodeSegment(segment);
    if (encoded === undefined) return undefined;
    path += `/${encoded}`;
  }
  return path;
}

const slashCode = 0x2f;

function explainBadPath(rawPath: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(rawPath)
    ? "The path has a % that two hexadecimal digits do not follow."
    : "The percent-encoded bytes of the path are not UTF-8.";
}
