// Which files a program has really loaded, as Node's own loaders report them.

import { fileURLToPath } from "node:url";

/**
 * The paths that a message of Node's loaders names.
 *
 * @example
 * reportedModules({ "watch:import": ["file:///app/users.ts?v=2"] }); // ["/app/users.ts"]
 */
export function reportedModules(message: unknown): string[] {
  if (typeof message !== "object" || message === null) return [];
  const { "watch:import": imported, "watch:require": required } = message as {
    "watch:import"?: unknown;
    "watch:require"?: unknown;
  };
  return [...texts(imported), ...texts(required)].flatMap((name) => {
    // A query makes another module of the same file.
    if (name.startsWith("file:")) return [fileURLToPath(new URL(name))];
    return /^(?:\/|[A-Za-z]:\\)/.test(name) ? [name] : [];
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
