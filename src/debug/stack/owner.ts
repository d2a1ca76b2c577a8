// Whose code a frame is: what people look for in a stack is their own.

import { fileURLToPath } from "node:url";
import type { ReportedFrame } from "../report.ts";

export type Owner = ReportedFrame["owner"];

// Hipflask's own folder, wherever it is installed, as a source tree or built. Maps of the build lead to its sources.
const home = fileURLToPath(new URL("../../../", import.meta.url)).replaceAll("\\", "/");
const ownFolders = [`${home}src/`, `${home}dist/`];

const runtimeSchemes = /^(?:node|bun|deno|ext|internal|native|wasm):|^native$|^\[native/;

/** @param url The URL of a script, or its path. */
export function ownerOf(url: string): Owner {
  if (runtimeSchemes.test(url)) return "runtime";
  const path = (pathOf(url) ?? url).replaceAll("\\", "/");
  if (ownFolders.some((folder) => path.startsWith(folder))) return "framework";
  const isLibrary =
    path.includes("/node_modules/") ||
    path.includes("/deno/npm/") ||
    /^(?:https?|npm|jsr|data|blob):/.test(url);
  return isLibrary ? "library" : "program";
}

/** The path of a script; null where it is no file. */
export function pathOf(url: string): string | null {
  if (url.startsWith("file:")) {
    try {
      return fileURLToPath(url);
    } catch {
      return null;
    }
  }
  return /^(?:\/|[A-Za-z]:[\\/])/.test(url) ? url : null;
}

/**
 * The package that a file of a library belongs to; null if its path does not say.
 *
 * @example
 * packageOf("/app/node_modules/.pnpm/pg@8.0.0/node_modules/pg/lib/client.js"); // => "pg"
 * packageOf("node_modules/@redis/client/index.js"); // => "@redis/client"
 */
export function packageOf(file: string): string | null {
  const path = file.replaceAll("\\", "/");
  const marker = "node_modules/";
  const at = path.lastIndexOf(marker);
  if (at === -1) return null;
  const [first = "", second] = path.slice(at + marker.length).split("/");
  return first.startsWith("@") && second !== undefined ? `${first}/${second}` : first;
}
