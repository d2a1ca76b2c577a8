// Patterns of paths, as `.gitignore` and shells write them.

/**
 * @param pattern `*` and `?` stay within a folder, `**` does not, and `{a,b}` is either. One without a slash is
 * about names, in whichever folder.
 * @example
 * globToRegExp("data/*.csv").test("data/users.csv"); // true
 * globToRegExp("*.csv").test("data/users.csv"); // true
 * globToRegExp("data/**").test("data/2026/users.csv"); // true
 */
export function globToRegExp(pattern: string): RegExp {
  const anywhere = pattern.includes("/") ? "" : "(?:.*/)?";
  let source = "";
  let depth = 0;
  for (const [token] of pattern.matchAll(/\*\*\/|\*\*|[^]/gu)) {
    if (token === "{") depth++;
    if (token === "}") depth--;
    if (token === "," && depth > 0) source += "|";
    else source += translations.get(token) ?? token.replace(/[$()+.[\\\]^|]/, "\\$&");
  }
  // Braces that do not close are no pattern.
  return depth === 0 ? new RegExp(`^${anywhere}${source}$`, "u") : /^\b$/u;
}

const translations: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:.*/)?"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
  ["{", "(?:"],
  ["}", ")"],
]);

/** Whether a text is a pattern and not just a path. */
export function isGlob(text: string): boolean {
  return /[*?{]/.test(text);
}
