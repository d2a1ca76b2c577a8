// Which rules a request nearly matched, and why it did not: "did you mean". Only for people who develop, so it may take
// its time, but no path may make it take long, and nothing may make it fail.

import { hostLabels, matchHost } from "./host-match.ts";
import { maxReasons, pathCloseness } from "./path-closeness.ts";
import { decodeSegment, hasEmptySegment, mergeSlashes, splitPath } from "./path.ts";
import { showRule, type Rule } from "./rule.ts";
import { Search } from "./search.ts";
import { insertRule, Node } from "./tree.ts";

/** A route that was perhaps meant. */
export interface NearMiss {
  /** As registered, behind its host where it has one: `/users/<int:id>`. */
  readonly rule: string;
  /** Those of all routes with this path. */
  readonly methods: readonly string[];
  /** Where it was registered, `users.ts:8`; null where the runtime does not tell. */
  readonly place: string | null;
  /** Why it does not match, in plain words: "`abc` is not an int". What the client sent has no control characters. */
  readonly reason: string;
}

/**
 * The rules that a request nearly matched: the nearest first, at most three, none much further away than the nearest, and
 * none that takes the request. Never throws.
 *
 * @param rawPath As for `Router.match`: still percent-encoded, without the query; one that cannot be decoded is taken as it is.
 * @param authority The host that the client asked for.
 * @example
 * const app = new Hipflask();
 * app.get("/users/<int:id>", ({ id }) => ({ id }));
 * const reasonsFor = (path: string) => nearMisses(app.router.rules(), "GET", path).map(({ reason }) => reason);
 * reasonsFor("/users/abc"); // => ["`abc` is not an int"]
 * reasonsFor("/usres/7"); // => ["`usres` is not `users`"]
 */
export function nearMisses(
  rules: readonly Rule[],
  method: string,
  rawPath: string,
  authority = "",
): readonly NearMiss[] {
  if (!rawPath.startsWith("/")) return [];
  const request = readRequest(method, rawPath, authority);
  const candidates = [...byPath(rules)]
    .map(([rule, alike]) => unlessThrown(() => candidateOf(request, rule, alike)))
    .filter((candidate) => candidate !== undefined)
    .sort((one, other) => one.cost - other.cost);
  const [nearest] = candidates;
  const near: NearMiss[] = [];
  for (const { cost, miss, rules: alike } of candidates) {
    if (near.length === maxMisses || cost > nearest!.cost + 2) break;
    const isTaken = unlessThrown(() => alike.some((rule) => takes(rule, request)));
    if (isTaken === false) near.push(miss);
  }
  return near;
}

const maxMisses = 3;

interface Request {
  readonly method: string;
  readonly labels: readonly string[];
  /** As `splitPath` gives them; undefined if the path cannot be decoded, so that no rule takes it. */
  readonly segments: readonly string[] | undefined;
  /** What stands between the slashes. */
  readonly texts: readonly string[];
  readonly endsWithSlash: boolean;
  readonly hasDoubledSlash: boolean;
}

interface Candidate {
  readonly cost: number;
  readonly miss: NearMiss;
  readonly rules: readonly Rule[];
}

function readRequest(method: string, rawPath: string, authority: string): Request {
  const split = splitPath(rawPath);
  const [, ...rest] = rawPath.split("/").map((each) => decodeSegment(each) ?? each);
  return {
    method,
    labels: hostLabels(authority),
    segments: split.kind === "segments" ? split.segments : undefined,
    texts: rest.filter((text) => text !== ""),
    endsWithSlash: rawPath.endsWith("/"),
    hasDoubledSlash: rest.slice(0, -1).includes(""),
  };
}

/** Rules that differ in their methods only are one path, in the order of registration. */
function byPath(rules: readonly Rule[]): ReadonlyMap<string, readonly [Rule, ...Rule[]]> {
  const paths = new Map<string, [Rule, ...Rule[]]>();
  for (const rule of rules) {
    if (rule.buildOnly) continue;
    const shown = showRule(rule);
    const alike = paths.get(shown);
    if (alike === undefined) paths.set(shown, [rule]);
    else alike.push(rule);
  }
  return paths;
}

function candidateOf(
  request: Request,
  rule: string,
  alike: readonly [Rule, ...Rule[]],
): Candidate | undefined {
  const [first] = alike;
  const path = pathCloseness(first.pattern, request.texts);
  if (path === undefined) return undefined;
  const methods = [...new Set(alike.flatMap((each) => each.methods))];
  const others = [
    ...slashReasons(request, first, path.isTelling),
    ...hostReasons(request, first),
    ...methodReasons(request, alike, methods),
  ];
  const reasons = [...path.reasons, ...others.map(({ reason }) => reason)];
  if (reasons.length === 0 || reasons.length > maxReasons) return undefined;
  // Two small mistakes are less likely than one.
  const cost = others.reduce((sum, other) => sum + other.cost, path.cost + reasons.length);
  const place = first.place ?? null;
  return { cost, miss: { rule, methods, place, reason: reasons.join(", and ") }, rules: alike };
}

/** Converters of the program may throw: then nothing can be said of their rules. */
function unlessThrown<Result>(find: () => Result): Result | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

interface Reason {
  readonly cost: number;
  readonly reason: string;
}

function slashReasons(request: Request, rule: Rule, isTelling: boolean): readonly Reason[] {
  const { pattern, strictSlashes } = rule;
  const reasons: Reason[] = [];
  if (request.hasDoubledSlash && !rule.mergeSlashes) {
    reasons.push({ cost: 1, reason: "two slashes stand together" });
  }
  // Where a segment is missing at the end, the slash before it is not another mistake.
  const isComparable = pattern.segments.length === request.texts.length;
  const takesSlash = pattern.segments.at(-1)?.kind === "path" && !pattern.endsWithSlash;
  if (
    strictSlashes &&
    isComparable &&
    !takesSlash &&
    pattern.endsWithSlash !== request.endsWithSlash
  ) {
    const reason = request.endsWithSlash
      ? "it has no slash at its end"
      : "it has a slash at its end";
    reasons.push({ cost: isTelling ? 1 : 4, reason });
  }
  return reasons;
}

function hostReasons({ labels }: Request, { host }: Rule): readonly Reason[] {
  if (host === undefined || matchHost(host, labels) !== undefined) return [];
  return [{ cost: 3, reason: `it is only there for the host \`${host.text}\`` }];
}

function methodReasons(
  { method }: Request,
  alike: readonly Rule[],
  methods: readonly string[],
): readonly Reason[] {
  if (methods.includes(method) || (method === "HEAD" && methods.includes("GET"))) return [];
  if (method === "OPTIONS" && alike.some(({ automaticOptions }) => automaticOptions)) return [];
  return [
    { cost: 2, reason: `only ${inWords(methods)} ${methods.length === 1 ? "is" : "are"} answered` },
  ];
}

function inWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)!}`;
}

/** The last word on whether a rule matches is that of the search itself. */
function takes(rule: Rule, { labels, method, segments }: Request): boolean {
  if (segments === undefined) return false;
  if (rule.host !== undefined && matchHost(rule.host, labels) === undefined) return false;
  const root = new Node<unknown>();
  insertRule(root, rule);
  const asSent = new Search(method, segments);
  if (asSent.walk(root, 1) || asSent.options !== undefined) return true;
  if (!hasEmptySegment(segments)) return false;
  const merged = new Search(method, mergeSlashes(segments), [], true);
  return merged.walk(root, 1) || merged.options !== undefined;
}
