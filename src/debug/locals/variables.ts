// The variables of a frame out of the scopes that V8 gave for it: which of them, in which order, how many.
// Runs while the program stands still.
import type { Variable } from "../locals.ts";
import { describe, isObject, typeOf } from "./describe.ts";
import { maxCaptureLength, maxModuleVariables, maxVariables } from "./limits.ts";

/** Evaluates an expression in a frame. Its variables live as long as this function. */
export type Evaluator = (expression: string) => unknown;

/** What can still be had of a frame when the program goes on. */
export interface FrameAccess {
  readonly evaluate: Evaluator;
  /** Its `this`; throws in a constructor that has not called `super`. */
  readonly self: () => unknown;
}

/** An object whose properties are the variables of a scope; not the scope itself. */
export interface Scope {
  readonly type: string;
  readonly variables: object;
}

export interface FrameVariables {
  readonly variables: readonly Variable[];
  readonly omitted: number;
}

/** Keeps values and gives what they are asked for with. */
export type Hold = (value: object) => string;

/** What Node puts around each CommonJS module. */
const wrapperNames = ["exports", "require", "module", "__filename", "__dirname"];

/** Text that the frames of a capture share. */
export class TextBudget {
  left: number = maxCaptureLength;
}

/**
 * Collects the variables of a frame, the innermost first; what is shadowed is left out.
 *
 * @param self Its `this`.
 * @param scopes The innermost first, as V8 gives them.
 */
export function variablesOf(
  self: unknown,
  scopes: readonly Scope[],
  evaluator: Evaluator | null,
  hold: Hold,
  budget: TextBudget,
): FrameVariables {
  const variables: Variable[] = [];
  const seen = new Set<string>();
  let omitted = 0;
  const add = (variable: Variable): void => {
    const length = variable.name.length + variable.text.length;
    if (variables.length >= maxVariables || budget.left < length) {
      omitted += 1;
    } else {
      budget.left -= length;
      variables.push(variable);
    }
  };
  const addSelf = (): void => {
    if (self === undefined || self === globalThis || seen.has("this")) return;
    seen.add("this");
    add(variableOf("this", "this", self, hold));
  };

  let isOwn = true;
  for (const { type, variables: scope } of scopes) {
    // Blocks beyond the function's own scope belong to what encloses it.
    const label = isOwn || type === "module" ? type : "closure";
    if (type === "local") isOwn = false;
    if (label === "closure" || label === "module") addSelf();
    // Shared by all classic scripts: as good as global.
    if (type === "script") continue;
    const names = Object.keys(scope);
    const isWrapper = wrapperNames.every((name) => names.includes(name));
    const isModule = type === "module" || isWrapper;
    let ofModule = 0;
    for (const name of names) {
      if (seen.has(name) || (isWrapper && wrapperNames.includes(name))) continue;
      seen.add(name);
      const value = valueIn(scope, name, evaluator);
      // Imports, functions and classes are in the source, for everybody to see.
      if (isModule && typeof value === "function") continue;
      if (isModule && ++ofModule > maxModuleVariables) {
        omitted += 1;
        continue;
      }
      add(
        value === uninitialised
          ? {
              name,
              scope: label,
              text: "(not initialised yet)",
              type: "uninitialised",
              handle: null,
            }
          : variableOf(name, label, value, hold),
      );
    }
  }
  addSelf();
  return { variables, omitted };
}

export function variableOf(name: string, scope: string, value: unknown, hold: Hold): Variable {
  return {
    name,
    scope,
    text: describe(value),
    type: typeOf(value),
    handle: isObject(value) ? hold(value) : null,
  };
}

const uninitialised = Symbol("uninitialised");

/** V8 of Node 24 and later throws for a variable before its declaration; before that, it gives `undefined`. */
const hidesUninitialised = Number.parseInt(process.versions.v8, 10) < 13;

function valueIn(scope: object, name: string, evaluator: Evaluator | null): unknown {
  try {
    const descriptor = Reflect.getOwnPropertyDescriptor(scope, name);
    if (descriptor === undefined || !("value" in descriptor)) return uninitialised;
    // Throws where closures share the variable. Others are `undefined` here as well.
    if (hidesUninitialised && descriptor.value === undefined) evaluator?.(name);
    return descriptor.value as unknown;
  } catch {
    return uninitialised;
  }
}
