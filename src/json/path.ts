// Where a value stands in the JSON that is being written: `users[3].owner`, `headers["x-id"]`.

/** A step of a path: a member's name, an item's index, or nothing for a step that leaves no trace in the JSON. */
export type PathKey = string | number | undefined;

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

// A path is for people: past this many steps the middle of it says nothing.
const maxShownSteps = 24;

/** The path as JavaScript would write it, without a root: `users[3].owner`; empty for the root. */
export function formatPath(keys: readonly PathKey[]): string {
  return keys.map(formatStep).join("").replace(/^\./, "");
}

/** The path as a message names it: shortened in the middle when it is deep, `the value` for the root. */
export function describePath(keys: readonly PathKey[]): string {
  const steps = keys.filter((key) => key !== undefined);
  if (steps.length === 0) return "the value";
  if (steps.length <= maxShownSteps) return formatPath(steps);
  const half = maxShownSteps / 2;
  return `${formatPath(steps.slice(0, half))}…${formatPath(steps.slice(-half))}`;
}

function formatStep(key: PathKey): string {
  if (key === undefined) return "";
  if (typeof key === "number") return `[${key}]`;
  return identifier.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
