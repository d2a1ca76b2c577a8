// What is kept of one error: the variables of its frames as text, the values behind them, and for each frame a function
// that evaluates in it. Everything is held by this object alone, and goes when the error goes.
import type { Capture, CapturedFrame, Evaluation, Variable } from "../locals.ts";
import { evaluateIn } from "./console.ts";
import type { FrameNote } from "./link.ts";
import { originalPlace } from "./positions.ts";
import { propertiesOf } from "./properties.ts";
import { TextBudget, variableOf, variablesOf } from "./variables.ts";
import type { Evaluator, FrameAccess, FrameVariables, Scope } from "./variables.ts";
import type { Watchdog } from "./watchdog.ts";

interface HeldFrame extends FrameVariables {
  readonly note: FrameNote;
  readonly evaluator: Evaluator | null;
}

export class HeldCapture implements Capture {
  readonly #watchdog: Watchdog;
  #frames: HeldFrame[] = [];
  #places: readonly CapturedFrame[] | null = null;
  readonly #values = new Map<string, object>();
  #isReleased = false;

  constructor(watchdog: Watchdog) {
    this.#watchdog = watchdog;
  }

  /**
   * Keeps the frames, while the program stands still.
   *
   * @param access Of each frame, where there is any.
   * @param scopes An object for each scope of each frame.
   */
  keep(
    notes: readonly FrameNote[],
    access: readonly (FrameAccess | undefined)[],
    scopes: readonly object[],
  ): void {
    const text = new TextBudget();
    let at = 0;
    for (const [index, note] of notes.entries()) {
      const { evaluate: evaluator = null, self = nothing } = access[index] ?? {};
      const own = note.scopes.map((type): Scope => ({ type, variables: scopes[at++]! }));
      const found = variablesOf(selfOf(self), own, evaluator, this.#hold, text);
      this.#frames.push({ note, evaluator, ...found });
    }
  }

  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Lets go of the values. */
  release(): void {
    this.#isReleased = true;
    this.#frames = [];
    this.#values.clear();
    this.#places = [];
  }

  get frames(): readonly CapturedFrame[] {
    this.#places ??= this.#frames.map(({ note, variables, omitted }) => ({
      name: note.name,
      ...originalPlace(note.url, note.line, note.column),
      variables,
      omitted,
    }));
    return this.#places;
  }

  async evaluate(frame: number, expression: string): Promise<Evaluation> {
    const evaluator = this.#frames[frame]?.evaluator;
    if (!evaluator) {
      return { ok: false, error: "This frame is no longer kept: send the request again." };
    }
    const outcome = await evaluateIn(evaluator, expression, this.#watchdog);
    if (!outcome.ok) return outcome;
    return { ok: true, value: variableOf("", "result", outcome.value, this.#hold) };
  }

  expand(handle: string): Promise<readonly Variable[]> {
    const value = this.#values.get(handle);
    return Promise.resolve(value === undefined ? [] : propertiesOf(value, this.#hold));
  }

  readonly #hold = (value: object): string => {
    const handle = String(this.#values.size);
    this.#values.set(handle, value);
    return handle;
  };
}

const nothing = (): undefined => undefined;

function selfOf(self: () => unknown): unknown {
  try {
    return self();
  } catch {
    return undefined;
  }
}
