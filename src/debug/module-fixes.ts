// What mends a module that is not found, or does not have what is asked of it.

import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { ErrorFacts } from "./error-facts.ts";
import { pathOf } from "./stack/owner.ts";

const extensions = [".ts", ".js", ".mts", ".mjs", ".json", "/index.ts", "/index.js"];

/** null where that is not known. */
export function moduleFix({ fields, message }: ErrorFacts): string | null {
  const code = String(fields.get("code"));
  if (code === "ERR_UNKNOWN_FILE_EXTENSION" && /"\.[mc]?ts"/.test(message)) {
    return "start it with Node 22.18 or later, or install tsx and start it with node --import tsx";
  }
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return "Node only takes types away: write it without enum, namespace and parameter properties, or start it with tsx";
  }
  const found = /^Cannot find (package|module) ['"]([^'"]+)['"]/.exec(message);
  if (found !== null) return foundFix(found[1] === "package", found[2]!);
  const name = /does not provide an export named '([^']+)'/.exec(message)?.[1];
  if (name !== undefined) {
    return `export ${name} there; if it is a type, write import type { ${name} }`;
  }
  return null;
}

function foundFix(isPackage: boolean, name: string): string | null {
  const path = pathOf(name);
  if (path === null) {
    const isBare = isPackage || !name.startsWith(".");
    return isBare ? `install it: npm install ${packageName(name)}` : null;
  }
  const stem = path.replace(/\.[mc]?[jt]s$/, "");
  const ending = extensions.find((each) => existsSync(stem + each));
  return ending === undefined ? null : `write ${basename(stem)}${ending}: that file is there`;
}

// `@redis/client/dist/x.js` is a file of `@redis/client`.
function packageName(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
