// The variables of each frame, as they were when an error was thrown, and a console in it. What looks them up keeps
// them out of reports: values leave the process only where a page that has the token asks for them.

/** A variable, a property, or what an expression came to. */
export interface Variable {
  readonly name: string;
  /** Such as `local`, `block`, `closure`, `catch`, `this`, `property`, `result`. */
  readonly scope: string;
  /** The value as a short text: `"sweety"`, `Map(2) {…}`, `User {id: 1, …}`. */
  readonly text: string;
  /** `string`, `number`, `bigint`, `boolean`, `undefined`, `null`, `symbol`, `function`, `object`, or a class of objects such as `array`, `map`. */
  readonly type: string;
  /** Asks for its properties with this; null where it has none. */
  readonly handle: string | null;
}

/** A frame with its variables, the innermost first. */
export interface CapturedFrame {
  /** Empty at the top of a module and in functions without a name. */
  readonly name: string;
  /** The URL of the script, or its path. */
  readonly url: string;
  /** Both from 1, in the source that the program was written in. */
  readonly line: number;
  readonly column: number;
  readonly variables: readonly Variable[];
  /** How many there were beyond the bound on what is kept. */
  readonly omitted: number;
}

export type Evaluation =
  | { readonly ok: true; readonly value: Variable }
  /** What the expression threw, as text. */
  | { readonly ok: false; readonly error: string };

/** A capture that is kept, and can be asked. */
export interface Capture {
  readonly frames: readonly CapturedFrame[];
  /** @param frame The index of one of `frames`. */
  evaluate(frame: number, expression: string): Promise<Evaluation>;
  /** The properties behind a handle of this capture; none once it is gone. */
  expand(handle: string): Promise<readonly Variable[]>;
}

export interface Locals {
  /** What was captured when this very error was thrown first, or a sentence that says why nothing was. */
  captureOf(error: unknown): Promise<Capture | string>;
  /** Lets go of everything and stops looking. */
  stop(): Promise<void>;
}
