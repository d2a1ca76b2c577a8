// What an application asks of whoever shows errors while it is being debugged. Types only: the room `debug` fulfils
// them, and is loaded only where debugging is on.

import type { ProblemDocument } from "../errors/problem.ts";
import type { HeaderFieldsInit } from "../http/headers.ts";
import type { BaseContext } from "./context.ts";

/** A page for people, in the place of a problem document. */
export interface DebugPage {
  readonly text: string;
  readonly headers: HeaderFieldsInit;
}

/** Shows errors. None of its functions throws. */
export interface Debugger {
  /**
   * Takes note of an error that nobody foresaw, and shows it in the place of the log.
   *
   * @param line What failed: `GET /users/7 failed`.
   * @param context The request, as far as it has come to one.
   */
  report(line: string, error: unknown, context?: BaseContext): void;
  /**
   * What a client is told: the problem document, and whatever helps while debugging.
   *
   * @param thrown An error that has been reported, or one that the program meant for clients.
   */
  describe(thrown: unknown, document: ProblemDocument): ProblemDocument;
  /** The same as a page, in answer to the request at hand, for a person who has come with a browser; null for everyone else. */
  page(thrown: unknown): DebugPage | null;
}
