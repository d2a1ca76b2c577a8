// Section "JSON provider options": one object under each of them.

import { jsonify, Response, type Hipflask, type JsonifyInit } from "hipflask";
import { FlaskJSON } from "../flask-json.ts";
import { uuid } from "../values.ts";

const sample = { b: "é☃", a: [1, { z: 1, y: [] }], n: null };

const withISODates = new FlaskJSON();
withISODates.register(Date, (date) => date.toISOString().slice(0, "2024-02-29".length));

const layouts = {
  "/p/default": {},
  "/p/unsorted": { sortKeys: false },
  "/p/unicode": { ensureAscii: false },
  "/p/pretty": { indent: 2 },
  "/p/compact": { separators: [",", ":"] },
  "/p/mimetype": { mimetype: "application/vnd.api+json" },
  "/p/pretty-unsorted-unicode": { indent: 2, sortKeys: false, ensureAscii: false },
} as const satisfies Readonly<Record<string, JsonifyInit>>;

export function jsonOptionRoutes(app: Hipflask): void {
  for (const [path, options] of Object.entries(layouts)) {
    app.get(path, { name: path.slice("/p/".length) }, () => jsonify(sample, options));
  }
  app.get("/p/mixed-keys-unsorted", () =>
    jsonify(new Map(["a", "2", "null", "true"].map((name) => [name, 1])), { sortKeys: false }),
  );
  app.get("/p/custom-default", async () => {
    const text = await withISODates.encode({ d: new Date("2024-02-29"), u: uuid });
    return new Response(text, { mimetype: "application/json" });
  });
}
