// Section "Methods", and views with a function for each method.

import { html, makeResponse, noContent, Response, type Context, type Hipflask } from "hipflask";
import { streamOf } from "../values.ts";

export function methodRoutes(app: Hipflask): void {
  app.get("/m/get", () => html("got"));
  app.post("/m/post", () => html("posted"));
  app.route("/m/all", { methods: ["GET", "POST", "PUT", "PATCH", "DELETE"] }, ({ method }) => ({
    method,
  }));
  app.get("/m/split", () => html("split-get"));
  app.route("/m/split", { methods: ["PUT", "DELETE"] }, () => html("split-write"));
  app.route("/m/lower", { methods: ["put"] }, () => html("put"));
  app.route("/m/custom", { methods: ["PURGE"] }, () => html("purged"));
  app.route("/m/own-options", { methods: ["GET", "OPTIONS"] }, ({ method }) =>
    makeResponse(html(`own:${method}`), 200, { "X-Own": "1" }),
  );
  app.get("/m/no-options", { automaticOptions: false }, () => html("no-options"));
  app.route("/m/head-only", { methods: ["HEAD"] }, () =>
    makeResponse(html("head"), 200, { "X-Head": "1" }),
  );
  app.get("/m/head-aware", ({ method }) =>
    makeResponse(html("body-of-get"), 200, { "X-Method": method }),
  );
  app.get("/m/head-stream", () => new Response(streamOf("a", "b", "c"), { mimetype: "text/html" }));

  app.view("/mv/item/<int:id>", {
    get: ({ id }) => ({ view: "get", id }),
    delete: () => noContent(),
  });
  app.view("/mv/upper/<word>", new Upper());
  app.view("/mv/head", {
    get: () => makeResponse(html("get"), 200, { "X-Handler": "get" }),
    head: () => makeResponse(html(""), 200, { "X-Handler": "head" }),
  });
}

/** The same answer to each of its methods. */
class Upper {
  get(context: Context<"/mv/upper/<word>">): Response {
    return this.#shout(context);
  }

  post(context: Context<"/mv/upper/<word>">): Response {
    return this.#shout(context);
  }

  #shout({ method, word }: Context<"/mv/upper/<word>">): Response {
    return html(`${method}:${word.toUpperCase()}`);
  }
}
