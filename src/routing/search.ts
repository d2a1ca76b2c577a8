// One walk through the tree for one request. Goes back where a converter refuses, a segment is
// missing or the method does not fit, and remembers the methods that would have fitted.
// Every node is entered once per search, below a `path` once per segment: linear in the path.

import { matchMixedSegment } from "./mixed-segment.ts";
import { isDotSegment } from "./path.ts";
import type { Rule } from "./rule.ts";
import type { Branch, Leaf, Node, PathBranch } from "./tree.ts";

/** What a search has found, in its fields. A new one for every search: nothing is shared between requests. */
export class Search<Target> {
  readonly #method: string;
  readonly #segments: readonly string[];
  readonly #isMerged: boolean;
  /** `path` branches that were followed to the end of the path in vain. */
  #exhausted: Set<PathBranch<Target>> | undefined;
  /** Values of the variables of `rule`: of its host, then of its path from left to right. */
  readonly values: unknown[];
  rule: Rule<Target> | undefined;
  /** Whether the path is one of `rule` but for a slash at its end. */
  lacksSlash = false;
  /** Methods of the rules that match the path but not the method. */
  methods: Set<string> | undefined;
  /** The first of them for which OPTIONS is answered, if that is the method, with its values. */
  options: { readonly rule: Rule<Target>; readonly values: unknown[] } | undefined;
  /** Nodes and segments looked at: what tests hold against the length of the path. */
  steps = 0;

  /**
   * @param segments As `splitPath` gives them.
   * @param hostValues Values of the variables of the host, whose tree is searched.
   * @param isMerged Whether doubled slashes were merged: only rules that allow it are found then.
   */
  constructor(
    method: string,
    segments: readonly string[],
    hostValues: readonly unknown[] = [],
    isMerged = false,
  ) {
    this.#method = method;
    this.#segments = segments;
    this.values = hostValues.length === 0 ? [] : [...hostValues];
    this.#isMerged = isMerged;
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
    const { options } = this;
    for (let end = start + 1; end <= segments.length; end += 1) {
      if (this.walk(path.node, end)) {
        values[mark] = segments.slice(start, end).join("/");
        return true;
      }
      // Where the value ends was not known yet when the values were kept.
      if (options !== this.options && this.options!.values[mark] === undefined) {
        this.options!.values[mark] = segments.slice(start, end).join("/");
      }
    }
    values.length = mark;
    if (path.isBelowPath) (this.#exhausted ??= new Set()).add(path);
    return false;
  }

  #end(node: Node<Target>): boolean {
    if (node.leaf !== undefined && this.#accept(node.leaf.byMethod)) return true;
    const { slashLeaf } = node;
    // A `path` may have taken a slash at the end: another one would be too many.
    if (slashLeaf === undefined || this.#segments.at(-1) === "") return false;
    if (slashLeaf.loose !== undefined && this.#accept(slashLeaf.loose)) return true;
    return this.#addSlash(slashLeaf);
  }

  /** Finds a rule of the path with a slash at its end, for a redirect. */
  #addSlash(slashLeaf: Leaf<Target>): boolean {
    // The client would resolve dot segments on its way to the redirect and arrive elsewhere.
    if (this.#segments.some(isDotSegment)) return false;
    // A redirect breaks CORS preflights, so OPTIONS is answered where it asks.
    if (this.#method === "OPTIONS") return this.#acceptOptions(slashLeaf);
    const rule = slashLeaf.byMethod.get(this.#method);
    if (rule === undefined || !this.#allows(rule)) return false;
    this.rule = rule;
    this.lacksSlash = true;
    return true;
  }

  #endWithSlash(node: Node<Target>, index: number): boolean {
    if (index > 1 && this.#segments[index - 1] === "") return false;
    if (node.slashLeaf !== undefined && this.#accept(node.slashLeaf.byMethod)) return true;
    const loose = node.leaf?.loose;
    return loose !== undefined && this.#accept(loose);
  }

  #accept(byMethod: ReadonlyMap<string, Rule<Target>>): boolean {
    const rule = byMethod.get(this.#method);
    if (rule !== undefined && this.#allows(rule)) {
      this.rule = rule;
      return true;
    }
    for (const [method, other] of byMethod) this.#remember(method, other);
    return false;
  }

  /** As `#accept`, but for rules that would be redirected to: those without OPTIONS are not there. */
  #acceptOptions({ byMethod }: Leaf<Target>): boolean {
    const rule = byMethod.get("OPTIONS");
    if (rule !== undefined) return this.#accept(byMethod);
    for (const [method, other] of byMethod) {
      if (other.automaticOptions) this.#remember(method, other);
    }
    return false;
  }

  #allows(rule: Rule<Target>): boolean {
    return !this.#isMerged || rule.mergeSlashes;
  }

  #remember(method: string, rule: Rule<Target>): void {
    if (!this.#allows(rule)) return;
    const methods = (this.methods ??= new Set());
    methods.add(method);
    if (!rule.automaticOptions) return;
    methods.add("OPTIONS");
    if (this.#method === "OPTIONS") this.options ??= { rule, values: [...this.values] };
  }
}
