// The trees of a router: one for each host that rules name, and one for every host.

import { compareHosts, hostLabels, matchHost, relateHosts } from "./host-match.ts";
import type { HostPattern } from "./host-pattern.ts";
import { RuleTree } from "./rule-tree.ts";

/** A tree to search, and the values of the variables of its host. */
export interface Place<Target> {
  readonly tree: RuleTree<Target>;
  readonly hostValues: readonly unknown[];
}

interface HostTree<Target> {
  readonly host: HostPattern;
  readonly tree: RuleTree<Target>;
}

export class HostTrees<Target> {
  readonly anyHost: RuleTree<Target> = new RuleTree(true);
  readonly #anywhere: readonly Place<Target>[] = [{ tree: this.anyHost, hostValues: [] }];
  /** In the order they are tried. */
  readonly #hosts: HostTree<Target>[] = [];
  /** The places for the latest host that has no values, until a host is added. */
  #latest: { readonly authority: string; readonly places: readonly Place<Target>[] } | undefined;

  get hasHosts(): boolean {
    return this.#hosts.length > 0;
  }

  /** The tree for rules of a host; made if there is none yet. */
  treeFor(host: HostPattern | undefined): RuleTree<Target> {
    if (host === undefined) return this.anyHost;
    const known = this.#hosts.find((each) => each.host.key === host.key);
    if (known !== undefined) return known.tree;
    this.#latest = undefined;
    const added = { host, tree: new RuleTree<Target>(host.variables.length === 0) };
    const place = this.#hosts.findIndex((each) => compareHosts(host, each.host) < 0);
    this.#hosts.splice(place === -1 ? this.#hosts.length : place, 0, added);
    return added.tree;
  }

  /** The trees whose hosts only the order of registration would tell from this one. */
  treesThatMeet(host: HostPattern | undefined): readonly RuleTree<Target>[] {
    if (host === undefined) return [this.anyHost];
    return this.#hosts
      .filter((each) => {
        const relation = relateHosts(host, each.host);
        const meets = relation === "same" || relation === "overlapping";
        return meets && compareHosts(host, each.host) === 0;
      })
      .map(({ tree }) => tree);
  }

  /** Where rules for a request may be, those of its host first. */
  placesFor(authority: string): readonly Place<Target>[] {
    if (!this.hasHosts) return this.#anywhere;
    if (this.#latest?.authority === authority) return this.#latest.places;
    const places = this.#matchAll(authority);
    // Nearly all requests to a server name the same host. A value, though, belongs to one request alone.
    const hasValues = places.some(({ hostValues }) => hostValues.length > 0);
    if (!hasValues) this.#latest = { authority, places };
    return places;
  }

  #matchAll(authority: string): readonly Place<Target>[] {
    const labels = hostLabels(authority);
    const places: Place<Target>[] = [];
    for (const { host, tree } of this.#hosts) {
      const hostValues = matchHost(host, labels);
      if (hostValues !== undefined) places.push({ tree, hostValues });
    }
    return places.concat(this.#anywhere);
  }
}
