// Section "Hooks": who is called, and in which order. Every hook of a request below /h/ puts its name on a list, which
// the last of them sends as `X-Trace`. Those that run after the answer tell a list that outlives the request.

import {
  abort,
  Blueprint,
  html,
  jsonify,
  Response,
  type AnyContext,
  type Hipflask,
} from "hipflask";
import { AppError, className, ValueError } from "../errors.ts";

type Ended = readonly [hook: string, error: string | null];

const teardownLog: Ended[] = [];

export function hookRoutes(app: Hipflask): void {
  beforeHooks(app);
  afterHooks(app);
  teardownHooks(app);
  tracedRoutes(app);
  app.get("/h/teardown-log", () => jsonify(teardownLog));
  app.register(parentBlueprint());
}

function isTraced({ path }: AnyContext): boolean {
  return path.startsWith("/h/") && path !== "/h/teardown-log";
}

function traceOf({ g }: AnyContext): string[] {
  return (g["trace"] ??= []) as string[];
}

function mark(context: AnyContext, name: string): void {
  if (isTraced(context)) traceOf(context).push(name);
}

function tellEnd(context: AnyContext, hook: string, error: unknown): void {
  if (isTraced(context)) teardownLog.push([hook, error === undefined ? null : className(error)]);
}

function beforeHooks(app: Hipflask): void {
  app.beforeRequest((context) => {
    if (isTraced(context)) teardownLog.length = 0;
    mark(context, "app_before_1");
  });
  app.beforeRequest((context) => {
    mark(context, "app_before_2");
    switch (context.path) {
      case "/h/short-circuit":
        return html("short-circuited", 202);
      case "/h/short-falsy":
        return html("");
      case "/h/before-abort":
        return abort(403);
      case "/h/before-raise":
        throw new ValueError();
      default:
        return undefined;
    }
  });
  app.beforeRequest((context) => mark(context, "app_before_3"));
}

function afterHooks(app: Hipflask): void {
  app.afterRequest((response, context) => {
    mark(context, "app_after_1");
    if (isTraced(context)) response.headers.set("X-Trace", traceOf(context).join(","));
  });
  app.afterRequest((_response, context) => {
    mark(context, "app_after_2");
    if (context.path === "/h/after-raise") throw new ValueError();
    return context.path === "/h/after-replace"
      ? new Response("replaced", { status: 203 })
      : undefined;
  });
}

// The last to be registered is the first to be called.
function teardownHooks(app: Hipflask): void {
  app.teardownRequest((error, context) => tellEnd(context, "teardown_appcontext", error));
  app.teardownRequest((error, context) => tellEnd(context, "teardown_request_1", error));
  app.teardownRequest((error, context) => tellEnd(context, "teardown_request_2", error));
}

function view(context: AnyContext): Response {
  mark(context, "view");
  return html("view ran");
}

function tracedRoutes(app: Hipflask): void {
  app.get("/h/view", view);
  app.get("/h/short-circuit", view);
  app.get("/h/short-falsy", view);
  app.get("/h/before-abort", view);
  app.get("/h/before-raise", view);
  app.get("/h/after-raise", view);
  app.get("/h/after-replace", view);
  app.get("/h/after-none", view);
  app.get("/h/after-this", (context) => {
    context.afterThisRequest((response) => {
      mark(context, "after_this");
      response.headers.set("X-After-This", "1");
    });
    return view(context);
  });
  app.get("/h/raise", (context) => {
    mark(context, "view");
    throw new ValueError();
  });
  app.get("/h/abort", (context) => {
    mark(context, "view");
    return abort(404);
  });
  app.get("/h/handled", (context) => {
    mark(context, "view");
    throw new AppError("x");
  });
  app.get("/h/get-only", view);
  app.get("/h/stream", () => new Response(endsSoFar(), { mimetype: "text/html" }));
  app.get("/h/stream-ctx", (context) => {
    const chunks = endsSoFar(() => context.path);
    return new Response(chunks, { mimetype: "text/html" });
  });
}

/** Three chunks: the second is how many hooks have told their end when it is made. */
async function* endsSoFar(last: () => string = () => "end"): AsyncGenerator<string> {
  yield "start,";
  yield `${teardownLog.length},`;
  yield last();
}

function parentBlueprint(): Blueprint {
  const hc = new Blueprint("hc", { urlPrefix: "/child" });
  ownHooks(hc, "child");
  hc.get("/view", view);
  hc.get("/raise", () => {
    throw new ValueError();
  });

  const hp = new Blueprint("hp", { urlPrefix: "/h/bp" });
  ownHooks(hp, "parent");
  hp.beforeAppRequest((context) => mark(context, "parent_before_app"));
  hp.afterAppRequest((_response, context) => mark(context, "parent_after_app"));
  hp.get("/view", view);
  hp.register(hc);
  return hp;
}

function ownHooks(blueprint: Blueprint, name: string): void {
  blueprint.urlValuePreprocessor((_values, context) => mark(context, `${name}_url_value`));
  blueprint.beforeRequest((context) => mark(context, `${name}_before`));
  blueprint.afterRequest((_response, context) => mark(context, `${name}_after`));
  blueprint.teardownRequest((error, context) => tellEnd(context, `${name}_teardown`, error));
}
