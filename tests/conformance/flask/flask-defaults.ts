// Where Flask says more in answers that no handler makes: its redirects to the right spelling of a path name the host,
// and its answer to OPTIONS, which is empty, has a media type.

import type { AnyContext, Hipflask, Response } from "hipflask";

export function answerAsFlask(app: Hipflask): void {
  app.afterRequest((response, context) => {
    if (context.method === "OPTIONS") nameType(response);
    // A route that is only there to redirect is one by a rule, too.
    if (context.route === null || context.route.endpoint === "sl_old") nameHost(response, context);
  });
}

function nameType({ headers }: Response): void {
  if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
}

// Hipflask leaves the host out: a Host field is whatever a client wrote.
function nameHost({ headers }: Response, { url }: AnyContext): void {
  const location = headers.get("location");
  if (location !== null && /^\/(?!\/)/.test(location)) {
    headers.set("location", url.origin + location);
  }
}
