// From a pattern and values to a path that leads back to them. Where a value cannot make the
// journey there and back it is refused: a URL that goes elsewhere is worse than none.

import { buildError, showValue } from "./build-error.ts";
import type { BuildSubject } from "./build-error.ts";
import { encodeSegment, isDotSegment, splitPath } from "./path.ts";
import { variablesOf } from "./pattern.ts";
import type { Pattern, PatternSegment } from "./pattern.ts";
import type { PatternVariable } from "./pattern-variable.ts";
import { bareRule } from "./rule.ts";
import { Search } from "./search.ts";
import { insertRule, Node } from "./tree.ts";

/**
 * Builds the path that a pattern matches with the given values. Values of other names are not looked at.
 *
 * @returns A raw path that begins with one slash, percent-encoded.
 * @throws {SetupError} `url-build` if a value is missing, or if the path would not lead back to it.
 * @example
 * const { pattern } = new Hipflask().get("/users/<int:id>/<file>", ({ id, file }) => ({ id, file })).rule;
 * buildPath(pattern, { id: 7, file: "a/b" }); // => "/users/7/a%2Fb"
 * buildPath(pattern, { id: -7, file: "a" }); // throws url-build
 */
export function buildPath(
  pattern: Pattern,
  values: Readonly<Record<string, unknown>> = {},
): string {
  const texts = new Map<PatternVariable, string>();
  for (const variable of variablesOf(pattern)) {
    texts.set(variable, formatValue(pattern, variable, values));
  }
  let path = "";
  for (const segment of pattern.segments) path += `/${buildSegment(pattern, segment, texts)}`;
  if (pattern.endsWithSlash) path += "/";
  if (pattern.segments.some(isAmbiguous)) checkReturn(pattern, path, [...texts.values()]);
  return path;
}

type Texts = ReadonlyMap<PatternVariable, string>;

function buildSegment(pattern: Pattern, segment: PatternSegment, texts: Texts): string {
  switch (segment.kind) {
    case "static":
      return encodeText(pattern, segment.text);
    case "variable":
      return encodeText(pattern, texts.get(segment.variable) as string);
    case "mixed":
      return encodeText(
        pattern,
        segment.pieces
          .map((piece) => (typeof piece === "string" ? piece : (texts.get(piece) as string)))
          .join(""),
      );
    case "path":
      // Its own slashes separate segments; each of those is encoded.
      return (texts.get(segment.variable) as string)
        .split("/")
        .map((text) => encodeText(pattern, text))
        .join("/");
  }
}

/**
 * The text of a variable's value, if the converter reads it back.
 *
 * @throws {SetupError} `url-build` if it does not.
 */
export function formatValue(
  pattern: BuildSubject,
  { name, converter }: PatternVariable,
  values: Readonly<Record<string, unknown>>,
): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined || value === null) {
    const problem = `${name} is ${value === null ? "null" : "missing"}`;
    throw buildError(pattern, problem, `give a value for ${pattern.names.join(", ")}`);
  }
  const expects = converter.expects ?? "a value that its converter can write and read back";
  let text: string | undefined;
  let cause: unknown;
  try {
    text = converter.format(value);
  } catch (error) {
    cause = error;
  }
  if (typeof text === "string" && text !== "" && converter.parse(text) !== undefined) return text;
  const problem = `${name} must be ${expects}, but is ${showValue(value)}`;
  throw buildError(pattern, problem, `give ${expects}`, cause);
}

function encodeText(pattern: Pattern, text: string): string {
  if (isDotSegment(text)) {
    throw buildError(
      pattern,
      `clients resolve the segment "${text}" away, encoded or not`,
      "give another value, or send this one in the query",
    );
  }
  const encoded = encodeSegment(text);
  if (encoded !== undefined) return encoded;
  throw buildError(
    pattern,
    `${showValue(text)} has half of a surrogate pair, which no URL can carry`,
    "cut texts between characters, not inside of them",
  );
}

/** Whether the texts of variables may be taken apart in another way than they were put together. */
function isAmbiguous(segment: PatternSegment): boolean {
  return segment.kind === "mixed" || segment.kind === "path";
}

/** Matches the path that was built, for "x" and "y-z" in `<a>-<b>` come back as "x-y" and "z". */
function checkReturn(pattern: Pattern, path: string, texts: readonly string[]): void {
  const split = splitPath(path);
  const search = new Search<undefined>("GET", split.kind === "segments" ? split.segments : []);
  const isFound = search.walk(textTree(pattern), 1) && !search.lacksSlash;
  if (isFound && search.values.every((text, index) => text === texts[index])) return;
  const back = pattern.names.map((name, index) => `${name} ${showValue(search.values[index])}`);
  throw buildError(
    pattern,
    `${path} would ${isFound ? `come back as ${back.join(", ")}` : "not come back"}`,
    "give values without the text that stands between the variables, or change the pattern",
  );
}

const textTrees = new WeakMap<Pattern, Node<undefined>>();

/** A tree of this pattern alone, whose values are the texts that its variables take. */
function textTree(pattern: Pattern): Node<undefined> {
  let root = textTrees.get(pattern);
  if (root === undefined) {
    root = new Node();
    const segments = pattern.segments.map(takingTexts);
    insertRule(root, bareRule({ ...pattern, segments }, ["GET"], undefined));
    textTrees.set(pattern, root);
  }
  return root;
}

function takingTexts(segment: PatternSegment): PatternSegment {
  if (segment.kind === "static") return segment;
  if (segment.kind !== "mixed") return { ...segment, variable: takingText(segment.variable) };
  const pieces = segment.pieces.map((each) => (typeof each === "string" ? each : takingText(each)));
  return { ...segment, pieces };
}

function takingText(variable: PatternVariable): PatternVariable {
  const { accepts, weight } = variable.converter;
  return {
    ...variable,
    converter: {
      parse: (text) => (variable.converter.parse(text) === undefined ? undefined : text),
      format: (text) => text as string,
      ...(accepts === undefined ? {} : { accepts }),
      ...(weight === undefined ? {} : { weight }),
    },
  };
}
