// Where a rule with `redirectTo` sends its requests. Values are encoded so that none of them can
// change the host: only what the program itself wrote names another one.

import { SetupError } from "../errors/setup-error.ts";
import { encodeSegment } from "./path.ts";
import type { Pattern } from "./pattern.ts";
import { isPath } from "./pattern.ts";
import type { PatternVariable } from "./pattern-variable.ts";

/**
 * A path with variables, `/users/<id>?tab=<tab>`; an absolute URL with variables behind its host; or a function of the
 * values that gives a path, or a `URL` for another host.
 */
export type RedirectTo = string | ((values: Readonly<Record<string, unknown>>) => string | URL);

/**
 * The location for the values of a match: a path on this host that begins with one slash, or an absolute URL.
 * Undefined if a client would resolve it (`..`) and arrive elsewhere.
 */
export type RedirectTarget = (values: Readonly<Record<string, unknown>>) => string | undefined;

/**
 * Reads `redirectTo`.
 *
 * @throws {SetupError} `route-redirect`.
 */
export function readRedirect(
  pattern: Pattern,
  redirectTo: RedirectTo | undefined,
  variables: readonly PatternVariable[],
  defaults: Readonly<Record<string, unknown>>,
): RedirectTarget | undefined {
  if (redirectTo === undefined) return undefined;
  if (typeof redirectTo === "function") {
    return (values) => locationOf(pattern, redirectTo(values));
  }
  const parts = readParts(pattern, redirectTo, variables, defaults);
  return (values) => {
    const texts = parts.map((part) => (typeof part === "string" ? part : part(values)));
    const location = texts.every((text) => text !== undefined) ? texts.join("") : "";
    const [path = ""] = location.replace(/^https?:\/\/[^/?#]*/i, "").split(/[?#]/);
    return location === "" || path.split("/").some(isResolved) ? undefined : location;
  };
}

/**
 * The value of `Location`: with the path that the application is mounted below, and with the query of the request
 * behind the one the location has.
 *
 * @param query With its question mark; "" without.
 * @example
 * redirectLocation("/users/7?tab=posts#top", "?page=2", "/api"); // => "/api/users/7?tab=posts&page=2#top"
 * redirectLocation("https://example.com/", "", "/api"); // => "https://example.com/"
 */
export function redirectLocation(location: string, query: string, mountPath = ""): string {
  const mounted = location.startsWith("/") ? mountPath + location : location;
  if (query.length < 2) return mounted;
  const [, head = "", fragment = ""] = /^([^#]*)(.*)$/s.exec(mounted) ?? [];
  return `${head}${head.includes("?") ? `&${query.slice(1)}` : query}${fragment}`;
}

type Part = string | ((values: Readonly<Record<string, unknown>>) => string | undefined);

function readParts(
  pattern: Pattern,
  text: string,
  variables: readonly PatternVariable[],
  defaults: Readonly<Record<string, unknown>>,
): readonly Part[] {
  const origin = /^https?:\/\/[^/?#]*/i.exec(text)?.[0] ?? "";
  if (/[<>]/.test(origin) || origin.endsWith("://")) {
    throw redirectError(
      pattern,
      text,
      "a value of the request would choose the host, and so could anybody",
      "write the host out, or use a function that gives a URL",
    );
  }
  const path = text.slice(origin.length);
  if (!/^\/(?![/\\])/.test(path)) {
    const rest = text.replace(/^[/\\]+/, "");
    throw redirectError(
      pattern,
      text,
      "it is neither a path that begins with one slash nor an http URL with a path",
      `write "${origin === "" ? `/${rest}` : `${origin}/`}"`,
    );
  }
  if (path === pattern.text.replace(/<(?:[^<>]*:)?([^<>:]*)>/g, "<$1>") && origin === "") {
    throw redirectError(pattern, text, "it leads back to itself", "name another path");
  }
  const mark = path.search(/[?#]/);
  const pieces = path.split(/(<[^<>]*>)/);
  let offset = 0;
  const parts = pieces.map((piece): Part => {
    const isInPath = mark === -1 || offset < mark;
    offset += piece.length;
    if (!/^<.*>$/.test(piece)) return encodeStatic(pattern, text, piece);
    return writerOf(pattern, text, piece.slice(1, -1), variables, defaults, isInPath);
  });
  return [origin, ...parts];
}

function writerOf(
  pattern: Pattern,
  text: string,
  name: string,
  variables: readonly PatternVariable[],
  defaults: Readonly<Record<string, unknown>>,
  isInPath: boolean,
): Part {
  const variable = variables.find((each) => each.name === name);
  if (variable === undefined) {
    if (Object.hasOwn(defaults, name)) return encodeURIComponent(String(defaults[name]));
    const known = [...variables.map((each) => each.name), ...Object.keys(defaults)];
    throw redirectError(
      pattern,
      text,
      `${pattern.text} has no variable "${name}"${known.length === 0 ? "" : `, only ${known.join(", ")}`}`,
      known[0] === undefined ? `remove <${name}>` : `write <${known[0]}>`,
    );
  }
  const hasSegments = isInPath && isPath(variable);
  return (values) => {
    const written = variable.converter.format(values[name]);
    if (written === undefined) return undefined;
    if (!isInPath) return encodeURIComponent(written);
    if (!hasSegments) return encodeSegment(written);
    const segments = written.split("/").map(encodeSegment);
    return segments.includes(undefined) ? undefined : segments.join("/");
  };
}

/** Whether clients take a raw segment for a dot segment: they do so encoded, too. */
function isResolved(rawSegment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(rawSegment);
}

/** Static text is written as in a URL; what no URL holds is encoded. */
function encodeStatic(pattern: Pattern, text: string, piece: string): string {
  if (/[<>]/.test(piece) || /%(?![0-9A-Fa-f]{2})/.test(piece)) {
    throw redirectError(
      pattern,
      text,
      `"${piece}" cannot stand in a URL`,
      "write %25, %3C and %3E for the characters %, < and >",
    );
  }
  // What is encoded already must not be encoded twice.
  return encodeURI(piece).replaceAll("%25", "%");
}

function locationOf(pattern: Pattern, given: string | URL): string {
  if (given instanceof URL) {
    if (/^https?:$/.test(given.protocol)) return given.href;
  } else if (typeof given === "string" && /^\/(?![/\\])/.test(given)) {
    // The URL standard drops tabs and line feeds, so "/\t/host" would be another host.
    const resolved = new URL(given, "http://localhost");
    if (resolved.host === "localhost") return resolved.href.slice("http://localhost".length);
  }
  throw redirectError(
    pattern,
    String(given),
    "the function must give a path that begins with one slash, or a URL of http or https",
    'write `/path/${value}`, or new URL("https://…") for another host',
  );
}

function redirectError(pattern: Pattern, text: string, problem: string, fix: string): SetupError {
  return new SetupError({
    code: "route-redirect",
    message: `Cannot redirect ${pattern.text} to ${JSON.stringify(text)}: ${problem}`,
    fix,
  });
}
