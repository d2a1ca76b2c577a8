// Section "url_for": each answers with the URL that was built, or with the name that Flask's error has.

import { SetupError, type AnyContext, type Hipflask, type URLForOptions } from "hipflask";
import { tell, uuid } from "../values.ts";

type Built = readonly [
  target: string,
  values?: Readonly<Record<string, unknown>>,
  options?: URLForOptions,
];

const builds: Readonly<Record<string, Built>> = {
  simple: ["index"],
  arg: ["u_user", { name: "ann" }],
  query: ["u_user", { name: "ann", page: 2, q: "x" }],
  "query-list": ["index", { tag: ["a", "b"] }],
  "query-none": ["index", { a: null, b: 1 }],
  "query-empty": ["index", { a: "" }],
  "query-bool": ["index", { a: true }],
  "query-special": ["index", { q: "a b&c=d/é?#+" }],
  "query-unsorted": ["index", { z: 1, a: 2, m: 3 }],
  "query-key-special": ["index", { "a b": 1, "c[]": 2 }],
  missing: ["u_user"],
  unknown: ["no_such_endpoint"],
  "int-str": ["u_post", { id: "7" }],
  "int-bad": ["u_post", { id: "x" }],
  "int-float": ["u_post", { id: 7.9 }],
  "int-negative": ["u_post", { id: -7 }],
  trailing: ["u_post", { id: 7 }],
  "str-slash": ["u_user", { name: "a/b" }],
  "str-special": ["u_user", { name: "a b?c#d%e+f;g:h@i&j=k,l" }],
  "str-unicode": ["u_user", { name: "é☃" }],
  "str-empty": ["u_user", { name: "" }],
  "str-int": ["u_user", { name: 5 }],
  "str-none": ["u_user", { name: null }],
  path: ["u_path", { p: "a/b c/é" }],
  "path-lead": ["u_path", { p: "/a" }],
  fixed: ["u_fixed", { n: 7 }],
  float: ["u_float", { x: 1.5 }],
  "float-int": ["u_float", { x: 2 }],
  "float-big": ["u_float", { x: 1e21 }],
  uuid: ["u_uuid", { u: uuid }],
  any: ["u_any", { k: "a" }],
  "any-bad": ["u_any", { k: "z" }],
  csv: ["u_csv", { items: ["a", "b c"] }],
  "multi-none": ["u_multi"],
  "multi-arg": ["u_multi", { a: "x" }],
  "multi-extra": ["u_multi", { b: "x" }],
  "method-get": ["u_meth", {}, { method: "GET" }],
  "method-post": ["u_meth", {}, { method: "POST" }],
  "method-default": ["u_meth"],
  "method-bad": ["u_meth", {}, { method: "DELETE" }],
  anchor: ["index", {}, { anchor: "top" }],
  "anchor-special": ["index", {}, { anchor: "a b/é?#&x=1" }],
  "anchor-empty": ["index", {}, { anchor: "" }],
  "anchor-query": ["index", { a: 1 }, { anchor: "x" }],
  external: ["u_user", { name: "ann" }, { external: true }],
  "external-false": ["u_user", { name: "ann" }, { external: false }],
  scheme: ["index", {}, { scheme: "https" }],
  "scheme-external": ["index", {}, { scheme: "https", external: true }],
  "scheme-not-external": ["index", {}, { scheme: "https", external: false }],
  "scheme-empty": ["index", {}, { scheme: "", external: true }],
  static: ["static", { filename: "nested/dir/deep.txt" }],
  "static-space": ["static", { filename: "sp ace.txt" }],
  "unicode-rule": ["u_unicode", { x: "1" }],
  defaults: ["sl_pages"],
  "defaults-same": ["sl_pages", { page: 1 }],
  "defaults-other": ["sl_pages", { page: 2 }],
  "bp-full": ["outer.inner.core.who"],
  "bp-relative-outside": [".index"],
  "bp-var-prefix": ["bt.user", { tid: 3, name: "x" }],
  "bp-prefix-missing": ["bt.user", { name: "x" }],
};

export function urlRoutes(app: Hipflask): void {
  app.get("/u/user/<name>", { name: "u_user" }, tell);
  app.get("/u/post/<int:id>/", { name: "u_post" }, tell);
  app.get("/u/path/<path:p>", { name: "u_path" }, tell);
  app.get("/u/fixed/<int(fixed_digits=3):n>", { name: "u_fixed" }, tell);
  app.get("/u/float/<float:x>", { name: "u_float" }, tell);
  app.get("/u/uuid/<uuid:u>", { name: "u_uuid" }, tell);
  app.get("/u/any/<any(a, b):k>", { name: "u_any" }, tell);
  app.get("/u/csv/<csv:items>", { name: "u_csv" }, tell);
  app.get("/u/multi", { name: "u_multi" }, tell);
  app.get("/u/multi/<a>", { name: "u_multi" }, tell);
  app.get("/u/meth/read", { name: "u_meth" }, tell);
  app.post("/u/meth/write", { name: "u_meth" }, tell);
  app.get("/u/ünï/<x>", { name: "u_unicode" }, tell);

  for (const [path, [target, values, options]] of Object.entries(builds)) {
    app.get(`/u/build/${path}`, { name: `u_build_${path}` }, ({ urlFor }: AnyContext) =>
      urlOrError(() => urlFor(target, values, options)),
    );
  }
  app.get("/u/self", { name: "u_self" }, ({ route, params, query, urlFor }) =>
    urlFor(route!.endpoint!, { ...params, ...firstValues(query) }),
  );
  app.get("/u/current", { name: "u_current" }, ({ route, params }) => ({
    endpoint: route!.endpoint,
    view_args: params,
    rule: route!.path,
  }));
}

function firstValues(query: URLSearchParams): Readonly<Record<string, string | null>> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.get(name)]));
}

function urlOrError(build: () => string): string {
  try {
    return build();
  } catch (error) {
    if (error instanceof SetupError) return `ERROR:${nameInFlask(error)}`;
    throw error;
  }
}

// There a value that its converter refuses, and a scheme without a host, are errors of their own.
function nameInFlask({ message }: SetupError): string {
  return / must be | a scheme is given /.test(message) ? "ValueError" : "BuildError";
}
