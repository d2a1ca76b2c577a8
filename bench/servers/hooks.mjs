// What the ten hooks of a load do, so that each server's are the same five before the handler and
// the same five after it: something too small to count, that no compiler can leave out.

/** @type {{ seen: number }} */
export const counter = { seen: 0 };

/** A hook before the handler looks at a field of the request. */
export function lookAtAccept(accept) {
  if (accept === "application/json") counter.seen++;
}

/** A hook after the handler looks at the status. */
export function lookAtStatus(status) {
  if (status === 200) counter.seen++;
}

/** Calls a function five times: half of the hooks. */
export function fiveTimes(register) {
  for (let i = 0; i < 5; i++) register();
}
