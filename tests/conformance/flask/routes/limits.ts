// Section "Limits". Those of the whole application are in app.ts.

import type { Hipflask } from "hipflask";
import { formOf } from "./forms.ts";

export function limitRoutes(app: Hipflask): void {
  app.post("/lim/read", async ({ bytes }) => String((await bytes()).length));
  // The body stays where it is, so that nobody counts it.
  app.post("/lim/ignore", { streamBody: true }, () => "ignored");
  app.post("/lim/form", async ({ request }) => {
    const form = await formOf(request);
    return {
      form: new Map([...new Set(form.keys())].map((name) => [name, form.get(name)!.length])),
      files: [...new Set(form.allFiles.map(([name]) => name))],
    };
  });
  app.post("/lim/per-request", { bodyLimit: 10 }, async ({ bytes }) =>
    String((await bytes()).length),
  );
  app.get("/lim/big-header", ({ headers }) => String(headers.get("X-Big")?.length ?? 0));
  app.get("/lim/big-response", ({ query }) => "x".repeat(Number(query.get("n") ?? 0)));
}
