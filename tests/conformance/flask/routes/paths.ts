// Section "Path decoding".

import { html, type Hipflask } from "hipflask";
import { decodedPath } from "../iri.ts";

export function pathRoutes(app: Hipflask): void {
  app.get("/pe/one/<s>", ({ s, path }) => ({
    s,
    path: decodedPath(path),
    length: [...s].length,
  }));
  app.get("/pe/café", () => html("cafe"));
  app.get("/pe/sp%20ace", () => html("space"));
  app.get("/pe/plus+plus", () => html("plus"));
  app.get("/pe/semi;colon", () => html("semi"));
  app.get("/pe/dot.", () => html("dot"));
}
