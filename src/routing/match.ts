// What a request leads to, as data: answering it is the caller's.

/** What a method and a path lead to. */
export type Match<Target> =
  | {
      readonly kind: "found";
      readonly target: Target;
      readonly names: readonly string[];
      /** `values[i]` is the value of `names[i]`: of the host's variables, the path's, and the defaults. */
      readonly values: readonly unknown[];
    }
  /** OPTIONS where no rule has it by name: answered automatically, in the place of the first rule that fits the path. */
  | {
      readonly kind: "options";
      readonly allow: readonly string[];
      readonly target: Target;
      readonly names: readonly string[];
      readonly values: readonly unknown[];
    }
  | { readonly kind: "method-not-allowed"; readonly allow: readonly string[] }
  /**
   * Where to send the client (308): a raw path that begins with exactly one slash, or the absolute URL of a rule's
   * `redirectTo`. `redirectLocation` adds what the path is mounted below, and the query.
   */
  | { readonly kind: "redirect"; readonly location: string }
  /** Malformed percent-encoding or invalid UTF-8 (400). */
  | { readonly kind: "bad-path"; readonly detail: string }
  | { readonly kind: "not-found" };
