// One walk through the tree for one request. Goes back where a converter refuses, a segment is
// missing or the method does not fit, and remembers the methods that would have fitted.
// Every node is entered once per search, below a `path` once per segment: linear in the path.

import { matchMixedSegment } from "./mixed-segment.ts";
import { isDotSegment } from "./path.ts";
import type { Branch, Leaf, Node, PathBranch, Rule } from "./tree.ts";

/** What a search has found, in its fields. A new one for every search: nothing is shared between requests. */
export class Search<Target> {
  readonly #method: string;
  readonly #segments: readonly string[];
  /** `path` branches that were followed to the end of the path in vain. */
  #exhausted: Set<PathBranch<Target>> | undefined;
  /** Values of the variables of `rule`, from left to right. */
  readonly values: unknown[] = [];
  rule: Rule<Target> | undefined;
  /** Whether the path is one of `rule` but for a slash at its end. */
  lacksSlash = false;
  /** Methods of the rules that match the path but not the method. */
  methods: Set<string> | undefined;
  /** Nodes and segments looked at: what tests hold against the length of the path. */
  steps = 0;

  /** @param segments As `splitPath` gives them. */
  constructor(method: string, segments: readonly string[]) {
    this.#method = method;
    this.#segments = segments;
  }

  /** Searches below `node` from the segment at `index`. True as soon as a rule is found. */
  walk(node: Node<Target>, index: number): boolean {
    const segments = this.#segments;
    this.steps += 1;
    if (index === segments.length) return this.#end(node);
    const segment = segments[index] as string;
    if (segment === "") return index === segments.length - 1 && this.#endWithSlash(node, index);
    const child = node.statics?.get(segment);
    if (child !== undefined && this.walk(child, index + 1)) return true;
    const { branches, path } = node;
    for (let position = 0; position < branches.length; position += 1) {
      if (this.#follow(branches[position] as Branch<Target>, segment, index)) return true;
    }
    return path !== undefined && this.#followPath(path, index);
  }

  #follow({ segment, node }: Branch<Target>, text: string, index: number): boolean {
    const { values } = this;
    const mark = values.length;
    if (segment.kind === "variable") {
      const value = segment.variable.converter.parse(text);
      if (value === undefined) return false;
      values.push(value);
    } else if (!matchMixedSegment(segment.pieces, text, values)) return false;
    if (this.walk(node, index + 1)) return true;
    values.length = mark;
    return false;
  }

  /** Lets a `path` take one segment, then one more, until what is left matches. */
  #followPath(path: PathBranch<Target>, start: number): boolean {
    const segments = this.#segments;
    // A value that begins with a slash would be an absolute path to whoever joins it.
    if ((segments[start] as string).startsWith("/")) return false;
    // An earlier visit began further left, so it has tried every end there is.
    if (this.#exhausted?.has(path) === true) return false;
    const { values } = this;
    const mark = values.length;
    values.push(undefined);
    for (let end = start + 1; end <= segments.length; end += 1) {
      if (this.walk(path.node, end)) {
        values[mark] = segments.slice(start, end).join("/");
        return true;
      }
    }
    values.length = mark;
    if (path.isBelowPath) (this.#exhausted ??= new Set()).add(path);
    return false;
  }

  #end(node: Node<Target>): boolean {
    if (node.leaf !== undefined && this.#accept(node.leaf)) return true;
    const { slashLeaf } = node;
    // A `path` may have taken a slash at the end: another one would be too many. Dot segments
    // would be resolved by the client on its way to the redirect: it would arrive elsewhere.
    if (slashLeaf === undefined || this.#segments.at(-1) === "") return false;
    if (this.#segments.some(isDotSegment)) return false;
    // A redirect breaks CORS preflights, so OPTIONS is answered where it asks.
    if (this.#method === "OPTIONS") return this.#accept(slashLeaf);
    const rule = slashLeaf.byMethod.get(this.#method);
    if (rule === undefined) return false;
    this.rule = rule;
    this.lacksSlash = true;
    return true;
  }

  #endWithSlash(node: Node<Target>, index: number): boolean {
    const follows = index === 1 || this.#segments[index - 1] !== "";
    return node.slashLeaf !== undefined && follows && this.#accept(node.slashLeaf);
  }

  #accept(leaf: Leaf<Target>): boolean {
    const rule = leaf.byMethod.get(this.#method);
    if (rule !== undefined) {
      this.rule = rule;
      return true;
    }
    const methods = (this.methods ??= new Set());
    for (const method of leaf.byMethod.keys()) methods.add(method);
    return false;
  }
}
