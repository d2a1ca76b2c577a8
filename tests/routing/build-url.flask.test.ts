import { expect, test } from "vitest";
import { buildUrl } from "../../src/routing/build-url.ts";
import type { UrlParts } from "../../src/routing/build-url.ts";
import { locateUrl } from "../../src/routing/locate-url.ts";
import type { UrlForm } from "../../src/routing/locate-url.ts";
import { Router } from "../../src/routing/router.ts";
import type { RouteInit } from "../../src/routing/rule.ts";
import recorded from "./flask-recorded.json" with { type: "json" };

const converters = {
  csv: { parse: (text: string) => text.split(","), format: (items: unknown) => String(items) },
};

interface RecordedRule extends Pick<RouteInit<string>, "pattern" | "methods" | "endpoint"> {
  readonly options?: Partial<RouteInit<string>>;
}

interface RecordedUrl {
  readonly id: string;
  readonly endpoint: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly options?: UrlParts & UrlForm & { readonly authority?: string };
  readonly url: string;
}

const router = new Router<string>({ converters });
for (const { options, ...route } of recorded.endpoints as readonly RecordedRule[])
  router.add({ ...route, target: route.pattern, ...options });

/** Where Hipflask differs on purpose: what it does instead. */
const deviations: Readonly<Record<string, string>> = {
  "u-str-empty": "ERROR: a URL leads back to its values",
};

test.each(recorded.urls as readonly RecordedUrl[])("$id: $url", (each) => {
  const { authority = "oracle.test", ...options } = each.options ?? {};
  const base = { scheme: "http", authority, mountPath: "" };
  const build = (): string =>
    locateUrl(buildUrl(router.rulesOf(each.endpoint), each.values, options), base, options);
  if ((deviations[each.id] ?? each.url).startsWith("ERROR")) {
    expect(build).toThrow(expect.objectContaining({ code: "url-build" }));
  } else {
    expect(build()).toBe(each.url);
  }
});

test("every deviation is one of a recorded answer", () => {
  const ids = recorded.urls.map(({ id }) => id);
  expect(Object.keys(deviations).filter((id) => !ids.includes(id))).toEqual([]);
});
