// How large a body may be.

import { SetupError } from "../errors/setup-error.ts";

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
