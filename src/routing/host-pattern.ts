// The host of a rule, read once at registration: `api.example.com` or `<tenant>.example.com`.
// Names are compared in lower case; a port is no part of them.

import type { ConverterTable } from "./converters.ts";
import { patternError } from "./pattern-error.ts";
import { isPath } from "./pattern.ts";
import { readPieces, variablesAmong } from "./pattern-pieces.ts";
import type { Pieces } from "./pattern-pieces.ts";
import type { PatternVariable } from "./pattern-variable.ts";
import { segmentKey } from "./segment-order.ts";
import type { DynamicSegment } from "./segment-order.ts";

/** What stands between two dots of a host. Static text is lower case. */
export type HostLabel = { readonly kind: "static"; readonly text: string } | DynamicSegment;

/** A host that has been read. */
export interface HostPattern {
  /** As written. */
  readonly text: string;
  readonly labels: readonly HostLabel[];
  /** Variables, from left to right. */
  readonly variables: readonly PatternVariable[];
  /** Equal for hosts that take the same names and give the same values. */
  readonly key: string;
}

/**
 * Reads the host of a rule. A variable takes one label, or a part of one.
 *
 * @throws {SetupError} `route-pattern` or `route-converter`, as for a path.
 */
export function parseHost(text: string, converters: ConverterTable): HostPattern {
  if (typeof text !== "string" || text === "") {
    throw patternError({
      pattern: String(text),
      offset: 0,
      problem: "it is not a host",
      fix: 'give a name such as "api.example.com" or "<tenant>.example.com", or leave host out',
    });
  }
  const labels: HostLabel[] = [];
  const variables: PatternVariable[] = [];
  let offset = 0;
  while (offset <= text.length) {
    const { pieces, end } = readPieces(text, offset, ".", converters, (from, to) =>
      readName(text, from, to),
    );
    variables.push(...variablesAmong(pieces));
    labels.push(labelOf(text, offset, pieces));
    offset = end + 1;
  }
  refusePaths(text, variables);
  const key = labels.map((label) => (label.kind === "static" ? label.text : segmentKey(label)));
  return { text, labels, variables, key: key.join(".") };
}

function refusePaths(text: string, variables: readonly PatternVariable[]): void {
  const path = variables.find(isPath);
  if (path === undefined) return;
  throw patternError({
    pattern: text,
    offset: text.indexOf(path.text),
    problem: "a path takes slashes, and a host has none",
    fix: `write <${path.name}> for one label`,
  });
}

function readName(text: string, start: number, end: number): string {
  const name = text.slice(start, end).toLowerCase();
  const stranger = name.search(/[^a-z0-9_-]/);
  if (stranger === -1) return name;
  const isPort = name[stranger] === ":";
  throw patternError({
    pattern: text,
    offset: start + stranger,
    problem: isPort ? "a port takes no part in routing" : "a host cannot hold this character",
    fix: isPort
      ? `write ${text.slice(0, start + stranger)}`
      : "use letters, digits and dashes; write other letters as clients send them, such as xn--bcher-kva",
  });
}

function labelOf(text: string, offset: number, pieces: Pieces): HostLabel {
  const [first] = pieces;
  if (first === undefined) {
    throw patternError({
      pattern: text,
      offset: Math.min(offset, text.length - 1),
      problem: "a label between dots is empty",
      fix: "write the host without dots at its ends, such as api.example.com",
    });
  }
  if (pieces.length > 1) return { kind: "mixed", pieces };
  return typeof first === "string"
    ? { kind: "static", text: first }
    : { kind: "variable", variable: first };
}
