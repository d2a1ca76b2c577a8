// Python's `__name__ == "__main__"`, on every runtime.

import { runtime } from "#runtime";

/**
 * Whether a module is the program that was started.
 *
 * `import.meta.main` says the same where it exists: Node 24.2 and later, Bun, Deno.
 * @param meta The module's own `import.meta`.
 * @example
 * const app = new Hipflask();
 * if (isMain(import.meta)) app.run({ debug: true });
 */
export function isMain(meta: ImportMeta): boolean {
  return runtime.isMain(meta);
}
