// The two parts of a request's target, as they were sent.

/**
 * The path, still percent-encoded.
 *
 * @example
 * pathOf("/users?page=2"); // => "/users"
 * pathOf("/a%2Fb"); // => "/a%2Fb"
 */
export function pathOf(target: string): string {
  const mark = target.indexOf("?");
  return mark === -1 ? target : target.slice(0, mark);
}

/**
 * The query without its question mark, still percent-encoded; empty if there is none.
 *
 * @example
 * queryOf("/users?page=2"); // => "page=2"
 * queryOf("/users"); // => ""
 */
export function queryOf(target: string): string {
  const mark = target.indexOf("?");
  return mark === -1 ? "" : target.slice(mark + 1);
}
