// Whose code a script is, by its URL, as regular expressions that V8 and this process understand alike. Errors thrown
// and caught inside code that is not the program's are never looked at, unless the owner is being watched.

/** Where an error was thrown, when that was not the program's own code. */
export type Owner =
  | { readonly kind: "runtime"; readonly module: string }
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "framework"; readonly file: string };

const separator = String.raw`[/\\]`;
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);

/** Node's own functions check arguments and make errors for each other; stacks leave these two out. */
const runtimeHelpers = ["internal/validators", "internal/errors"];

export class Ownership {
  /** The folder that Hipflask's modules are in, in the ways that scripts are named: `file:///x/dist/`, `/x/dist/`. */
  readonly #roots: readonly string[];
  readonly #all: RegExp;
  readonly #watched = new Map<string, Owner>();

  /** @param root `file:///x/node_modules/hipflask/dist/` */
  constructor(root: string) {
    this.#roots = [root, decodeURIComponent(new URL(root).pathname)];
    this.#all = new RegExp(this.patterns().join("|"));
  }

  /** Whether a script belongs to the program. What has no URL was made by `eval` and the like. */
  isProgram(url: string): boolean {
    return url !== "" && !this.#all.test(url);
  }

  /** Whom a script belongs to; null for the program itself. */
  ownerOf(url: string): Owner | null {
    if (url.startsWith("node:")) return { kind: "runtime", module: url.slice("node:".length) };
    const root = this.#roots.find((root) => url.startsWith(root));
    if (root !== undefined) return { kind: "framework", file: url.slice(root.length) };
    const inner = url.split(/[/\\]node_modules[/\\]/).at(-1);
    if (inner === undefined || inner === url) return null;
    const [scope = "", name = ""] = inner.split(/[/\\]/);
    return { kind: "package", name: scope.startsWith("@") ? `${scope}/${name}` : scope };
  }

  /** Looks at errors of an owner from now on. False if it did so already. */
  watch(owner: Owner): boolean {
    const key = JSON.stringify(owner);
    if (this.#watched.has(key)) return false;
    this.#watched.set(key, owner);
    return true;
  }

  /** For `Debugger.setBlackboxPatterns`. */
  patterns(): string[] {
    const watched = [...this.#watched.values()];
    const modules = watched.flatMap((owner) => (owner.kind === "runtime" ? [owner.module] : []));
    const names = watched.flatMap((owner) => (owner.kind === "package" ? [owner.name] : []));
    const files = watched.flatMap((owner) => (owner.kind === "framework" ? [owner.file] : []));
    if (modules.length > 0) modules.push(...runtimeHelpers);
    // A package's own dependencies lie in folders of the same name below it: the last one counts.
    const folder = `${separator}node_modules${separator}(?!.*${separator}node_modules${separator})`;
    // The rule for Hipflask's own folder is finer than that for packages.
    const exempt = this.#roots.flatMap((root) => root.split(/[/\\]node_modules[/\\]/).slice(1));
    const packages = names.map((name) => `${escape(name).replace("\\/", separator)}${separator}`);
    return [
      `^node:${exceptExactly(modules)}`,
      `^(?:${this.#roots.map(escape).join("|")})${exceptExactly(files)}`,
      `${folder}${exceptPrefixes([...packages, ...exempt.map(escape)])}`,
    ];
  }
}

const exceptExactly = (names: readonly string[]): string =>
  names.length === 0 ? "" : `(?!(?:${names.map(escape).join("|")})$)`;

const exceptPrefixes = (patterns: readonly string[]): string =>
  patterns.length === 0 ? "" : `(?!${patterns.join("|")})`;

/** How a sentence names an owner. */
export function ownerName(owner: Owner): string {
  if (owner.kind === "runtime") return `node:${owner.module}`;
  return owner.kind === "package" ? owner.name : "Hipflask";
}
