// Section "Query string", and the query together with a form.

import type { Hipflask } from "hipflask";
import { grouped } from "../values.ts";
import { asIRI } from "../iri.ts";

export function queryRoutes(app: Hipflask): void {
  app.get("/q/args", ({ query }) => ({ args: grouped(query) }));
  app.get("/q/first", ({ query }) => ({
    args: new Map([...grouped(query)].map(([name, [first]]) => [name, first])),
  }));
  app.get("/q/typed", ({ query }) => ({
    page: wholeNumbers(query.getAll("page").slice(0, 1))[0] ?? 1,
    ids: wholeNumbers(query.getAll("ids")),
  }));
  app.get("/q/required", ({ query }) => `name=${query.require("name")}`);
  app.get("/q/raw", ({ request }) => ({
    query_string: request.queryString,
    full_path: request.fullPath,
    path: request.path,
    url: asIRI(request.url.href),
    base_url: asIRI(request.baseUrl),
  }));
  app.route("/q/values", { methods: ["GET", "POST"] }, async ({ request }) => ({
    values: grouped(await request.values()),
  }));
}

// `query.int()` refuses what is no number. This is what Python's `type=int` does: it passes over it.
function wholeNumbers(texts: readonly string[]): readonly number[] {
  return texts
    .map((text) => text.trim())
    .filter((text) => /^[+-]?\d+(?:_\d+)*$/.test(text))
    .map((text) => Number(text.replaceAll("_", "")));
}
