// Section "JSON request bodies": the ways to ask for one, and what they say of it.

import { dumps, type Hipflask, type JsonValue, type Request } from "hipflask";
import { formOf } from "./forms.ts";

export function jsonBodyRoutes(app: Hipflask): void {
  app.route(
    "/j/echo",
    { methods: ["GET", "POST", "PUT", "PATCH", "DELETE"] },
    async ({ json }) => ({ got: await json() }),
  );
  app.post("/j/attr", async ({ json }) => ({ got: await json() }));
  app.post("/j/force", async ({ request }) => ({ got: await request.json({ force: true }) }));
  app.post("/j/silent", async ({ request }) => ({ got: await jsonOrNull(request) }));
  app.post("/j/force-silent", async ({ request }) => ({
    got: await jsonOrNull(request, { force: true }),
  }));
  app.post("/j/silent-then-loud", async ({ request }) => ({
    first: await jsonOrNull(request),
    second: await request.json(),
  }));
  app.post("/j/data-then-json", async ({ request }) => ({
    length: (await request.bytes()).length,
    got: await request.json(),
  }));
  app.post("/j/form-then-json", async ({ request }) => ({
    form_keys: [...new Set((await formOf(request)).keys())].toSorted(),
    got: await request.json(),
  }));
  app.post("/j/raw", ({ request }) => request.text({ invalid: "replace" }));
  app.route("/j/meta", { methods: ["GET", "POST"] }, ({ request }) => ({
    mimetype: request.mimetype,
    params: request.mimetypeParameters,
    is_json: request.isJson,
    content_length: request.contentLength,
    content_type: request.contentType,
  }));
  app.post("/j/type", async ({ json }) => typeName(await json()));
  app.post("/j/depth", async ({ json }) => String(depth(await json())));
  app.post("/j/keys", async ({ json }) => ({ keys: Object.keys(Object(await json()) as object) }));
  app.post("/d/dumps", async ({ request, query }) => {
    const value = app.json.loads(await request.text());
    const indent = query.get("indent");
    const isCompact = query.get("compact") === "1";
    return dumps(value, {
      sortKeys: query.get("sort") !== "0",
      ensureAscii: query.get("ascii") !== "0",
      ...(indent !== null && { indent: Number(indent) }),
      ...(isCompact && { separators: [",", ":"] as const }),
      ...(!isCompact && indent === null && { separators: [", ", ": "] as const }),
    });
  });
}

/** Null, as Flask has it, for what cannot be read as JSON. */
async function jsonOrNull(
  request: Request,
  options: { readonly force?: boolean } = {},
): Promise<JsonValue> {
  return (await request.json({ ...options, silent: true })) ?? null;
}

function typeName(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function depth(value: JsonValue): number {
  let layers = 0;
  let level: readonly JsonValue[] = [value];
  while (level.some((item) => typeof item === "object" && item !== null)) {
    layers++;
    level = level.flatMap((item) =>
      typeof item === "object" && item !== null ? Object.values(item) : [],
    );
  }
  return layers;
}
