// Section "Request information": what a request says of itself and of its client.

import { proxyFix, type Hipflask, type Request } from "hipflask";
import { asIRI, decodedPath } from "../iri.ts";

export function requestInfoRoutes(app: Hipflask): void {
  app.route("/hdr", { methods: ["GET", "POST"] }, ({ query, headers }) => ({
    values: new Map((query.get("names") ?? "").split(",").map((name) => [name, headers.get(name)])),
  }));
  app.get("/where", ({ request, method }) => ({
    ...where(request),
    host_url: `${request.scheme}://${request.host}/`,
    full_path: `${decodedPath(request.path)}?${request.queryString}`,
    method,
  }));
  app.get("/proxied/where", ({ request, urlFor }) => ({
    ...where(request),
    link: urlFor("index", {}, { external: true }),
    access_route: request.accessRoute,
  }));
  trustOneProxy(app, "/proxied/");
  app.get("/unproxied/route", ({ request }) => ({
    remote_addr: request.remoteAddress,
    access_route: request.accessRoute,
  }));
  app.get("/auth", ({ request }) => {
    const { authorization } = request;
    if (authorization === null) return null;
    const { type, username, password, token } = authorization;
    return { type, username, password, token };
  });
  app.get(
    "/accept",
    ({ request }) => request.accept.best("application/json", "text/html") ?? "none",
  );
  app.get("/accept-quality", ({ request }) => ({
    json: request.accept.quality("application/json"),
    html: request.accept.quality("text/html"),
    accept_json: request.accept.accepts("application/json"),
    accept_html: request.accept.accepts("text/html"),
  }));
  app.get(
    "/accept-lang",
    ({ request }) => request.acceptLanguages.best("en", "de", "fr") ?? "none",
  );
  app.get("/ua", ({ request }) => request.userAgent ?? "");
  app.get("/ctx/g", ({ g }) => {
    const before = Object.keys(g);
    g["x"] = 1;
    return { before, after: Object.keys(g) };
  });
}

function where(request: Request): object {
  return {
    url: asIRI(request.url.href),
    base_url: asIRI(request.baseUrl),
    url_root: request.rootUrl,
    host: request.host,
    path: decodedPath(request.path),
    script_root: request.mountPath,
    scheme: request.scheme,
    is_secure: request.isSecure,
    remote_addr: request.remoteAddress,
  };
}

/** Believes one proxy, but only below a path: everywhere else what it says is what a client may have written. */
function trustOneProxy(app: Hipflask, prefix: string): void {
  const trusting = proxyFix({ trusted: 1, host: true, prefix: true });
  app.wrap((next) => {
    const behindProxy = trusting(next);
    return (incoming) =>
      incoming.target.startsWith(prefix) ? behindProxy(incoming) : next(incoming);
  });
}
