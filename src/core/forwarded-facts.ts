// What the fields of proxies say, brought into lists: one for each thing that proxies tell, nearest last.

import type { HeaderFields } from "../http/headers.ts";
import { parseForwarded, parseForwardedList } from "../http/forwarded.ts";

/** What a proxy can tell. */
export const forwardedNames = ["for", "proto", "host", "port", "prefix"] as const;
export type ForwardedName = (typeof forwardedNames)[number];

/** The values of each; `""` where a proxy tells others, but not this one. */
export type ForwardedLists = Readonly<Record<ForwardedName, readonly string[]>>;

/** What `X-Forwarded-For` and its siblings say. */
export function fromXForwarded(headers: HeaderFields): ForwardedLists {
  const list = (name: string): readonly string[] =>
    parseForwardedList(headers.get(`x-forwarded-${name}`));
  return {
    for: list("for"),
    proto: list("proto"),
    host: list("host"),
    port: list("port"),
    prefix: list("prefix"),
  };
}

/** What `Forwarded` says; null if it is malformed. */
export function fromForwarded(headers: HeaderFields): ForwardedLists | null {
  const elements = parseForwarded(headers.get("forwarded") ?? "");
  if (elements === null) return null;
  const list = (name: string): readonly string[] =>
    elements.map((element) => element.get(name) ?? "");
  return { for: list("for"), proto: list("proto"), host: list("host"), port: [], prefix: [] };
}
