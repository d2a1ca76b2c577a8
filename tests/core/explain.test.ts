import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";

class PaymentError extends Error {}

let app: Hipflask;

beforeEach(() => {
  app = new Hipflask({ bodyLimit: 100 });
});

// Not every runtime tells places, and none needs to stand in a test.
const explained = (method: string, path: string): string[] =>
  app
    .explain(method, path)
    .replaceAll(/ +explain\.test\.ts:\d+/g, "")
    .split("\n");

describe("the explanation of a request", () => {
  test("has every step in the order in which it is taken, and who answers errors", async () => {
    const order: string[] = [];
    const admin = new Blueprint("admin", { urlPrefix: "/admin" });
    const route = admin.post("/users/<int:id>", { name: "show" }, function showUser() {
      order.push("showUser");
      return "x";
    });
    app.urlValuePreprocessor(function pullTenant() {
      order.push("pullTenant");
    });
    app.beforeRequest(function countRequest() {
      order.push("countRequest");
    });
    admin.beforeRequest(function signIn() {
      order.push("signIn");
    });
    route.beforeRequest(function mayShow() {
      order.push("mayShow");
    });
    route.afterRequest(function addLinks() {
      order.push("addLinks");
    });
    app.afterRequest(function allowOrigins() {
      order.push("allowOrigins");
    });
    app.afterRequest(function addServer() {
      order.push("addServer");
    });
    admin.teardownRequest(function letGo() {
      order.push("letGo");
    });
    route.errorHandler(PaymentError, function askToPay() {
      return "x";
    });
    app.errorHandler(404, () => "x");
    app.register(admin);
    const lines = explained("POST", "/admin/users/7?x=1");
    expect(lines).toEqual([
      "POST /admin/users/7?x=1 is answered by admin.show, POST /admin/users/<int:id>",
      "  1.   URL values  app              pullTenant",
      "  2.   before      app              countRequest",
      "  3.   before      blueprint admin  signIn",
      "  4.   before      route            mayShow",
      "  5.   body        route            is read, at most 100 bytes",
      "  6.   handler     route            showUser",
      "  7.   after       request          what afterThisRequest was given",
      "  8.   after       route            addLinks",
      "  9.   after       app              addServer",
      "  10.  after       app              allowOrigins",
      "  11.  save        request          what belongs to the response, such as the session",
      "  12.  encode      app              the response",
      "  13.  teardown    blueprint admin  letGo",
      "  14.  teardown    request          what providers have made, the last one first",
      "errors are answered by",
      "  PaymentError  route  askToPay",
      "  404           app    a function",
    ]);
    await app.testClient().post("/admin/users/7");
    const named = order.map((name) => lines.findIndex((line) => line.endsWith(name)));
    expect(named).toEqual([...named].sort((a, b) => a - b));
    expect(order).toHaveLength(9);
  });

  test("names the place of each step, where the runtime tells", () => {
    app.beforeRequest(() => {});
    app.get("/", () => "x");
    const places = app.explain("GET", "/").match(/explain\.test\.ts:\d+/g) ?? [];
    expect([0, 2]).toContain(places.length);
  });

  test("leaves the body out where the handler reads it itself", () => {
    app.post("/", { streamBody: true }, () => "x");
    expect(explained("POST", "/").some((line) => line.includes("body"))).toBe(false);
  });
});

describe("where no route answers", () => {
  test.each([
    ["GET", "/nowhere", "404: no route matches this path"],
    ["PUT", "/users", "405 with Allow: GET, HEAD, OPTIONS"],
    ["GET", "/folder", "a redirect to /folder/"],
    ["GET", "/%zz", "400: The path has a % that two hexadecimal digits do not follow."],
  ])("%s %s is %s, and the application's hooks run", (method, path, answer) => {
    app.beforeRequest(function signIn() {});
    app.get("/users", () => "x").beforeRequest(function ofTheRoute() {});
    app.get("/folder/", () => "x");
    expect(explained(method, path)).toEqual([
      `${method} ${path} is answered by ${answer}`,
      "  1.  before    app      signIn",
      "  2.  after     request  what afterThisRequest was given",
      "  3.  save      request  what belongs to the response, such as the session",
      "  4.  encode    app      the response",
      "  5.  teardown  request  what providers have made, the last one first",
    ]);
  });
});

test("OPTIONS has the steps of the first route of its path, but for the body and the handler", () => {
  const admin = new Blueprint("admin", { urlPrefix: "/admin" });
  admin.post("/users", { name: "add" }, () => "x").beforeRequest(function mayAdd() {});
  admin.get("/users", { name: "list" }, () => "x").beforeRequest(function mayList() {});
  admin.afterRequest(function allowOrigins() {});
  app.register(admin);
  expect(explained("OPTIONS", "/admin/users")).toEqual([
    "OPTIONS /admin/users is answered by 200 with Allow: GET, HEAD, OPTIONS, POST, in the place of admin.add, POST /admin/users",
    "  1.  before    route            mayAdd",
    "  2.  after     request          what afterThisRequest was given",
    "  3.  after     blueprint admin  allowOrigins",
    "  4.  save      request          what belongs to the response, such as the session",
    "  5.  encode    app              the response",
    "  6.  teardown  request          what providers have made, the last one first",
  ]);
});

test("a host leads to the routes that are for it", () => {
  app.get("/x", { host: "a.example", name: "a" }, () => "x");
  app.get("/x", { name: "any" }, () => "x");
  const answeredBy = (host?: string): string => app.explain("GET", "/x", host).split(" ")[5]!;
  expect([answeredBy("a.example"), answeredBy("b.example"), answeredBy()]).toEqual([
    "a,",
    "any,",
    "any,",
  ]);
});

test("below the prefix of a blueprint its error handlers are named", () => {
  const api = new Blueprint("api", { urlPrefix: "/api" });
  api.errorHandler(404, function noSuchThing() {
    return "x";
  });
  app.register(api);
  expect(explained("GET", "/api/nowhere").at(-1)).toBe("  404  blueprint api  noSuchThing");
  expect(explained("GET", "/apis").at(-1)).not.toContain("noSuchThing");
});

test("explaining begins nothing: hooks may still be registered", () => {
  app.explain("GET", "/");
  expect(() => app.beforeRequest(() => {})).not.toThrow();
});
