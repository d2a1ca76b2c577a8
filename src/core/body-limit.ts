// How large a body may be, and a form in it.

import { SetupError } from "../errors/setup-error.ts";
import { defaultFormLimits, type FormLimits } from "../http/form-limits.ts";

// 1 MiB, as Fastify and nginx. JSON beyond that is an upload, which a route can allow for itself.
export const defaultBodyLimit = 1024 * 1024;

/** @throws {SetupError} `limit` for what is not a whole number of bytes. */
export function checkedLimit(name: string, bytes: number): number {
  if (Number.isSafeInteger(bytes) && bytes >= 0) return bytes;
  throw new SetupError({
    code: "limit",
    message: `Cannot use ${String(bytes)} as ${name}: it must be a whole number of bytes`,
    fix: `write ${name}: 1024 * 1024 for 1 MiB`,
  });
}

/**
 * Limits on forms, with those that are given in place of the others.
 *
 * @throws {SetupError} `limit`.
 * @example
 * const limits = withFormLimits(undefined, { maxParts: 20 });
 * limits.maxParts; // => 20
 * withFormLimits(limits, { maxParts: -1 }); // throws limit
 */
export function withFormLimits(
  limits: FormLimits = defaultFormLimits,
  given?: Partial<FormLimits>,
): FormLimits {
  if (given === undefined) return limits;
  const result: Record<string, number> = { ...limits };
  for (const [name, limit] of Object.entries(given)) {
    if (limit === undefined) continue;
    if (!Object.hasOwn(defaultFormLimits, name)) {
      throw new SetupError({
        code: "limit",
        message: `Cannot limit ${JSON.stringify(name)}: there is no such limit on forms`,
        fix: `choose from ${Object.keys(defaultFormLimits).join(", ")}`,
      });
    }
    result[name] = checkedLimit(`formLimits.${name}`, limit);
  }
  return result as unknown as FormLimits;
}
