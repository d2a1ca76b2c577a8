// From anything that was thrown to what a report says of it: the error, what caused it, and what an aggregate gathers.

import { errorFacts, type ErrorFacts } from "./error-facts.ts";
import { knownFix } from "./known-fixes.ts";
import type { ReportedError, ReportedField } from "./report.ts";
import { shownValue } from "./secrets.ts";
import { shorten, shortText } from "./short-text.ts";
import { reportedFrames } from "./stack/reported-frames.ts";
import { SourceFiles } from "./stack/source-files.ts";
import { ownerOf } from "./stack/owner.ts";
import { parseStack, type StackFrame } from "./stack/stack-text.ts";
import { syntaxPlace } from "./stack/syntax-place.ts";

const maxErrors = 20;
const maxDepth = 8;
const maxMessageLength = 4_000;

type Relation = ReportedError["relation"];

/** An error and what is said of it. */
export interface FoundError {
  readonly thrown: unknown;
  readonly reported: ReportedError;
}

/** Says where a file does not parse, for an error that does not say so itself; null if it does not know. */
export type FindPlace = () => StackFrame | null;

/** @param findPlace Is asked about an error of that kind which nothing of the program's is in. */
export function reportedErrors(thrown: unknown, findPlace: FindPlace = () => null): FoundError[] {
  const chain = new ErrorChain(findPlace);
  chain.add(thrown, "thrown", 0);
  return chain.errors;
}

class ErrorChain {
  readonly errors: FoundError[] = [];
  readonly #files = new SourceFiles();
  readonly #seen = new Set<unknown>();
  readonly #findPlace: FindPlace;

  constructor(findPlace: FindPlace) {
    this.#findPlace = findPlace;
  }

  add(thrown: unknown, relation: Relation, depth: number): void {
    if (this.errors.length === maxErrors || depth > maxDepth || this.#seen.has(thrown)) return;
    if (typeof thrown === "object" && thrown !== null) this.#seen.add(thrown);
    const facts = errorFacts(thrown);
    if (facts === null) {
      this.errors.push({ thrown, reported: thrownValue(thrown, relation, depth) });
      return;
    }
    this.errors.push({ thrown, reported: this.#reported(facts, relation, depth) });
    for (const error of facts.errors) this.add(error, "aggregated", depth + 1);
    if (facts.cause !== undefined) this.add(facts.cause, "cause", depth + 1);
  }

  #reported(facts: ErrorFacts, relation: Relation, depth: number): ReportedError {
    const { name, message, stack } = facts;
    const place = syntaxPlace(name, message, stack, facts.position);
    const told = splitFix(place?.message ?? message);
    const parsed = parseStack(stack, message);
    const first = place?.frame ?? this.#placeOf(name, parsed);
    const frames = reportedFrames(first === null ? parsed : [first, ...parsed], this.#files);
    return {
      relation,
      depth,
      name: place === null ? name : "SyntaxError",
      message: shorten(told.message, maxMessageLength),
      fix: told.fix ?? knownFix({ ...facts, frames }),
      fields: fieldsOf(facts, told.code),
      frames,
    };
  }

  #placeOf(name: string, frames: readonly StackFrame[]): StackFrame | null {
    const isOfLoading = name === "SyntaxError" && !frames.some(({ url }) => isOwn(url));
    return isOfLoading ? this.#findPlace() : null;
  }
}

function isOwn(url: string): boolean {
  return ownerOf(url) === "program";
}

function thrownValue(thrown: unknown, relation: Relation, depth: number): ReportedError {
  return {
    relation,
    depth,
    name: relation === "thrown" ? "Thrown value" : "Value",
    message: shortText(thrown, maxMessageLength),
    fix: relation === "thrown" ? "throw an Error: only errors know where they come from" : null,
    fields: [],
    frames: [],
  };
}

/** A message of Hipflask's apart: what is wrong, how to mend it, and the code that `docs/errors.md` explains. */
function splitFix(message: string): { message: string; fix: string | null; code: string | null } {
  const at = message.lastIndexOf("\nFix: ");
  if (at === -1) return { message, fix: null, code: null };
  const fix = message.slice(at + "\nFix: ".length);
  const code = /\s+\[([a-z\d-]+)\]$/.exec(fix);
  return {
    message: message.slice(0, at),
    fix: code === null ? fix : fix.slice(0, code.index),
    code: code?.[1] ?? null,
  };
}

function fieldsOf({ fields }: ErrorFacts, code: string | null): readonly ReportedField[] {
  const shown = new Map(fields);
  // Its message says so already.
  shown.delete("fix");
  if (code !== null) shown.set("code", code);
  return [...shown].map(([name, value]) => ({
    name,
    value: shownValue(name, typeof value === "string" ? shorten(value, 500) : shortText(value)),
  }));
}
