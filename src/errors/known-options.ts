// Options that nobody reads are mistakes: a misspelt limit is no limit, and a misspelt prefix none.

import { nearestName } from "./nearest-name.ts";
import { SetupError } from "./setup-error.ts";

/**
 * Refuses options of another name than these.
 *
 * @param whose What takes them, as a program writes it: `new Blueprint`.
 * @throws {SetupError} `unknown-option`, with the name that was probably meant.
 * @example
 * refuseUnknownOptions("new Blueprint", { url_prefix: "/admin" }, ["urlPrefix"]); // throws did you mean urlPrefix
 */
export function refuseUnknownOptions(
  whose: string,
  options: object,
  known: readonly string[],
): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = nearestName(unknown, known);
  throw new SetupError({
    code: "unknown-option",
    message: `Cannot use option ${JSON.stringify(unknown)} in ${whose}: there is none of that name`,
    fix: meant === undefined ? `use ${known.join(", ")}` : `did you mean ${meant}?`,
  });
}
