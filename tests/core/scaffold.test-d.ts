// What the compiler promises about routes: typed path values, values given back, names that cannot be.

import { expectTypeOf } from "vitest";
import {
  HTTPError,
  Hipflask,
  abort,
  html,
  jsonify,
  noContent,
  provide,
  redirect,
} from "../../src/index.ts";
import type {
  AnyContext,
  Context,
  Form,
  JsonResponse,
  JsonValue,
  Query,
  Route,
} from "../../src/index.ts";

const app = new Hipflask();

// Path values are typed by the path.
app.get("/users/<int:id>", ({ id, params }) => {
  expectTypeOf(id).toEqualTypeOf<number>();
  expectTypeOf(params).toEqualTypeOf<Readonly<{ readonly id: number }>>();
  return { id };
});
app.post("/<name>/<float:x>/<path:rest>/<any(json,csv):format>", (context) => {
  expectTypeOf(context.name).toEqualTypeOf<string>();
  expectTypeOf(context.x).toEqualTypeOf<number>();
  expectTypeOf(context.rest).toEqualTypeOf<string>();
  expectTypeOf(context.format).toEqualTypeOf<"json" | "csv">();
  return null;
});
app.route("/big/<bigint:n>/<date:day>", { methods: ["GET", "PUT"] }, ({ n, day, method }) => {
  expectTypeOf(n).toEqualTypeOf<bigint>();
  expectTypeOf(day).toEqualTypeOf<Date>();
  expectTypeOf(method).toEqualTypeOf<string>();
  return "x";
});
app.view("/views/<int:id>", {
  get: ({ id }) => {
    expectTypeOf(id).toEqualTypeOf<number>();
    return { id };
  },
  delete: ({ id }) => ({ deleted: id }),
});

// A value that is not in the path is none.
// @ts-expect-error there is no `name`
app.get("/users/<int:id>/a", ({ name }) => ({ name }));
// @ts-expect-error a view's handlers have the values of its path
app.view("/views/<int:id>/a", { get: ({ name }) => name });

// What came as JSON can go as JSON.
app.post("/echo", ({ json }) => json());
app.post("/echo/later", async ({ json }) => await json());

// The parts of the context.
app.get("/parts", ({ query, headers, cookies, json, text, bytes, form, signal, g, after, url }) => {
  expectTypeOf(query).toEqualTypeOf<Query>();
  expectTypeOf(headers.get("x-a")).toEqualTypeOf<string | null>();
  expectTypeOf(cookies["a"]).toEqualTypeOf<string | undefined>();
  expectTypeOf(json()).toEqualTypeOf<Promise<JsonValue>>();
  expectTypeOf(json({ force: true })).toEqualTypeOf<Promise<JsonValue>>();
  expectTypeOf(json({ silent: true })).toEqualTypeOf<Promise<JsonValue | undefined>>();
  expectTypeOf(text()).toEqualTypeOf<Promise<string>>();
  expectTypeOf(bytes()).toEqualTypeOf<Promise<Uint8Array>>();
  expectTypeOf(form()).toEqualTypeOf<Promise<Form>>();
  expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
  expectTypeOf(g["user"]).toEqualTypeOf<unknown>();
  expectTypeOf(after).parameter(0).toEqualTypeOf<PromiseLike<unknown>>();
  expectTypeOf(url).toEqualTypeOf<URL>();
  return null;
});

// The application, as far as handlers are concerned with it.
app.get("/app", ({ app: current }) => {
  expectTypeOf(current.config["pageSize"]).toEqualTypeOf<unknown>();
  expectTypeOf(current.urlFor("user", { id: 7 }, { external: true })).toEqualTypeOf<string>();
  expectTypeOf(current.debug).toEqualTypeOf<boolean>();
  // @ts-expect-error what runs a request is no business of its handler
  void current.track;
  return null;
});

// What a handler may give back.
app.get("/returns/1", () => ({ a: 1 }));
app.get("/returns/2", () => "text");
app.get("/returns/3", () => null);
app.get("/returns/4", () => 7n);
app.get("/returns/5", async () => Promise.resolve([1]));
app.get("/returns/6", () => jsonify({ a: 1 }, 201));
app.get("/returns/7", () => new Response("web"));
app.get("/returns/8", () => noContent());
app.get("/returns/9", () => redirect("/"));
app.get("/returns/10", () => html("<p>"));
app.get("/returns/11", () => abort(404));
app.get("/returns/12", async function* rows() {
  yield 1;
});
app.get("/returns/13", ({ query }) => (query.has("a") ? "text" : { a: 1 }));
app.get("/returns/14", () => ({ if: 1, then: "a schema", else: null }));
app.get("/returns/15", () => ({ then: { type: "object" } }));
app.get("/returns/16", (): Record<string, unknown> => ({ a: 1 }));
app.get("/returns/17", (): PromiseLike<number[]> => Promise.resolve([1]));
app.get("/returns/18", () => new Map([["a", new Date()]]));
interface User {
  readonly id: number;
  readonly name?: string;
}
app.get("/returns/19", (): User => ({ id: 1 }));
app.get("/returns/20", async (): Promise<readonly User[]> => Promise.resolve([{ id: 1 }]));
app.get("/returns/21", (): object => ({}));
app.get("/returns/22", (): {} => ({}));

// A forgotten return does not compile.
// @ts-expect-error nothing is given back
app.get("/forgotten/1", () => {});
// @ts-expect-error nor later
app.get("/forgotten/2", async () => {});
// @ts-expect-error a value that may be undefined
app.get("/forgotten/3", () => new Map<string, string>().get("a"));
// @ts-expect-error nor may a promise be of one
app.post("/forgotten/4", async () => Promise.resolve(new Map<string, string>().get("a")));
// @ts-expect-error one of two ways
app.route("/forgotten/5", ({ query }) => {
  if (query.has("a")) return { a: 1 };
});
// @ts-expect-error in a view
app.view("/forgotten/6", { get: () => {} });

// Names of the context cannot be those of variables.
// @ts-expect-error body is a part of the context
app.get("/reserved/<body>", () => "x");
// @ts-expect-error so is query, of whatever kind
app.post("/reserved/<int:query>", () => "x");
// @ts-expect-error and g, among others
app.route("/reserved/<int:id>/<g>", () => "x");
// @ts-expect-error in a view too
app.view("/reserved/<any(a,b):json>", { get: () => "x" });

// Registration.
// @ts-expect-error a handler is needed
app.get("/no-handler");
// @ts-expect-error a handler is a function
app.get("/no-handler", "handler");
// @ts-expect-error methods are a list
app.route("/methods", { methods: "GET" }, () => "x");
// @ts-expect-error the option is called methods
app.route("/methods", { method: ["GET"] }, () => "x");
// @ts-expect-error a list of methods is not the options
app.route("/methods", ["GET"], () => "x");
// @ts-expect-error a verb has its method already
app.get("/methods", { methods: ["POST"] }, () => "x");

// A route is a value that knows its methods, its path and what it gives back.
expectTypeOf(app.get("/r/<int:id>", ({ id }) => ({ id }))).toEqualTypeOf<
  Route<"GET", "/r/<int:id>", { id: number }>
>();
expectTypeOf(app.post("/r", async () => Promise.resolve(jsonify({ a: 1 }, 201)))).toEqualTypeOf<
  Route<"POST", "/r", JsonResponse<{ a: number }, 201>>
>();
expectTypeOf(app.route("/r/x", { methods: ["GET", "PUT"] }, () => 1 as const)).toEqualTypeOf<
  Route<"GET" | "PUT", "/r/x", 1>
>();
expectTypeOf(app.query("/q", () => null)).toEqualTypeOf<Route<"QUERY", "/q", null>>();

// Error handlers: the error is of the class, or an HTTPError for a status.
class PaymentError extends Error {
  readonly code: string = "declined";
}
app.errorHandler(PaymentError, (error, { path, method }) => {
  expectTypeOf(error).toEqualTypeOf<PaymentError>();
  expectTypeOf(path).toEqualTypeOf<string>();
  expectTypeOf(method).toEqualTypeOf<string>();
  return { error: error.code };
});
app.errorHandler(404, (error) => {
  expectTypeOf(error).toEqualTypeOf<HTTPError>();
  return { missing: error.detail ?? null };
});
app.errorHandler(HTTPError, async (error) =>
  Promise.resolve(jsonify({ status: error.status }, 418)),
);
// @ts-expect-error a forgotten return
app.errorHandler(405, () => {});
// @ts-expect-error nor later
app.errorHandler(405, async () => {});
// @ts-expect-error a text is no status
app.errorHandler("404", () => "x");
// @ts-expect-error a PaymentError has no status
app.errorHandler(PaymentError, (error) => ({ status: error.status }));

// Defaults are values of the context, with their types, beside those of the path.
app.get("/pages/<int:id>", { defaults: { page: 1, sort: "name" } }, ({ id, page, sort }) => {
  expectTypeOf(id).toEqualTypeOf<number>();
  expectTypeOf(page).toEqualTypeOf<number>();
  expectTypeOf(sort).toEqualTypeOf<string>();
  return null;
});
app.route("/pages", { methods: ["GET"], defaults: { page: 1 } }, ({ page }) => ({ page }));
// @ts-expect-error there is no `sort`
app.get("/pages/a", { defaults: { page: 1 } }, ({ sort }) => ({ sort }));
// @ts-expect-error without defaults there is no `page`
app.get("/pages/b", { name: "b" }, ({ page }) => ({ page }));

// Without a path, `Context` is that of any request: a handler for several routes, with defaults or without.
expectTypeOf<Context>().toEqualTypeOf<AnyContext>();
const values = ({ params }: Context) => params;
app.get("/any/<int:id>", values);
app.get("/any", { defaults: { id: 1 } }, values);
app.route("/any/<path:rest>", { methods: ["PUT"], defaults: { id: 1 } }, values);
app.view("/any/<float:x>", { get: values });
// @ts-expect-error which values there are is known by name only
app.get("/any/x/<int:id>", ({ id }: Context) => ({ id }));
const showUser = ({ id, params }: Context<"/users/<int:id>">) => {
  expectTypeOf(id).toEqualTypeOf<number>();
  expectTypeOf(params.id).toEqualTypeOf<number>();
  return { id };
};
app.put("/users/<int:id>", showUser);
// @ts-expect-error a path without the values that the handler needs
app.get("/any/users", showUser);

// Hooks of a route have the values of its path; those of an application have them by name only.
const user = app.get("/hooks/<int:id>", ({ id }) => ({ id }));
user.beforeRequest(({ id }) => {
  expectTypeOf(id).toEqualTypeOf<number>();
});
user.errorHandler(HTTPError, (error, { id }) => {
  expectTypeOf(error).toEqualTypeOf<HTTPError>();
  return { id };
});
user.beforeRequest(({ params }: Context) => void params);
app.beforeRequest(({ params }) => {
  expectTypeOf(params["id"]).toEqualTypeOf<unknown>();
});
// @ts-expect-error an application does not know the values of its routes
app.beforeRequest(({ id }) => void id);
// @ts-expect-error a number is no response
app.afterRequest((response) => response.status);

// A provider has the type of its function, and takes the context of any route.
const connection = provide(async ({ headers }) => ({ name: headers.get("x-name") }));
app.get("/provided/<int:id>", async (context) => {
  expectTypeOf(await connection(context)).toEqualTypeOf<{ name: string | null }>();
  return context.id;
});
// @ts-expect-error another value is none
app.override(connection, async () => ({ name: 7 }));
