// The routes that a request nearly matched, for whoever gets its 404.

import type { ListedRoute } from "../core/route-list.ts";
import type { ProblemDocument } from "../errors/problem.ts";
import type { Incoming } from "../gateway.ts";
import { nearMisses, type NearMiss } from "../routing/near-misses.ts";
import type { Rule } from "../routing/rule.ts";
import { pathOf } from "../http/target-parts.ts";

/** Knows its routes. */
export interface Routed {
  readonly router: { rules(): readonly Rule[] };
  routes(): readonly ListedRoute[];
}

/** The nearest first. */
export function missesOf(
  router: Routed["router"],
  { authority, method, target }: Pick<Incoming, "authority" | "method" | "target">,
): readonly NearMiss[] {
  return nearMisses(router.rules(), method, pathOf(target), authority);
}

/**
 * The document with `fix`, which names the nearest route, and `nearMisses`, which lists them all; as it is where none
 * is near.
 *
 * @example
 * const misses = [{ rule: "/users/<int:id>", methods: ["GET"], place: "app.ts:8", reason: "`abc` is not an int" }];
 * problemWithMisses({ type: "about:blank", title: "Not Found", status: 404 }, misses)["fix"];
 * // => "did you mean /users/<int:id>? `abc` is not an int"
 */
export function problemWithMisses(
  document: ProblemDocument,
  misses: readonly NearMiss[],
): ProblemDocument {
  const [nearest] = misses;
  if (nearest === undefined) return document;
  return {
    ...document,
    fix: `did you mean ${nearest.rule}? ${nearest.reason}`,
    nearMisses: misses,
  };
}
