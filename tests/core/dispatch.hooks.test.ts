// The bug class behind most advisories of this year: a router and what guards its routes read a path
// differently. Here hooks belong to routes, so whatever a path looks like, no handler runs without them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { incoming } from "./incoming.ts";
import { recordedLog } from "./recorded-log.ts";

/** An application whose every handler says which hooks must have run, and whose every hook says that it ran. */
function guarded(): {
  readonly app: Hipflask;
  readonly ran: string[];
  readonly handled: string[][];
} {
  const ran: string[] = [];
  const handled: string[][] = [];
  const app = new Hipflask({ log: recordedLog(), serverName: "example.com" });
  const admin = new Blueprint("admin", { urlPrefix: "/admin" });
  const tenant = new Blueprint("tenant", { urlPrefix: "/<tenant>/t" });
  const loose = new Blueprint("loose", { urlPrefix: "/loose", strictSlashes: false });
  const hosted = new Blueprint("hosted", { subdomain: "<sub>" });
  const inner = new Blueprint("inner", { urlPrefix: "/inner" });
  const scopes = { app, admin, tenant, loose, hosted, inner };
  for (const [name, scope] of Object.entries(scopes)) {
    scope.beforeRequest(() => void ran.push(name));
  }
  const add = (scope: Hipflask | Blueprint, names: readonly string[], path: string): void => {
    const route = scope.route(path as "/", { methods: ["GET", "POST"] }, () => {
      handled.push([...names, path]);
      return "x";
    });
    route.beforeRequest(() => void ran.push(path));
  };
  for (const path of ["/", "/public", "/<path:rest>/end", "/files/<name>"]) add(app, ["app"], path);
  for (const path of ["/users", "/users/<int:id>", "/", "/<path:rest>/x"]) {
    add(admin, ["app", "admin"], path);
  }
  add(tenant, ["app", "tenant"], "/<id>");
  add(loose, ["app", "loose"], "/users/");
  add(hosted, ["app", "hosted"], "/hosted/<id>");
  add(inner, ["app", "admin", "inner"], "/deep/<float:x>");
  admin.register(inner);
  for (const blueprint of [admin, tenant, loose, hosted]) app.register(blueprint);
  return { app, ran, handled };
}

const word = fc.constantFrom(
  ..."admin users public files loose hosted inner deep t end x 7 1.5 acme a%2Fb Admin ADMIN".split(
    " ",
  ),
  ..."%61dmin adm%69n %2561dmin admin%00 admin; admin;a=b admin. .admin .. . %2e%2e %2e %2f %5c".split(
    " ",
  ),
  ..."ａdmin admin%20 admin%09 admin\\users %c0%ae admin%3f admin%23 users%2f7 %zz".split(" "),
  "",
);
const separator = fc.constantFrom("/", "/", "/", "//", "/./", "/../", "\\", "%2f", "%2F", ";/");
const inventedTargets = fc
  .tuple(
    fc.array(fc.tuple(separator, word), { minLength: 1, maxLength: 5 }),
    fc.constantFrom("", "/", "?x=/admin", "?"),
  )
  .map(
    ([parts, end]) =>
      `/${parts
        .flat()
        .join("")
        .replace(/^[^/]*\//, "")}${end}`,
  );

// What each route answers, and what a client that means harm makes of it, a character here and there.
const answered =
  "/ /public /a/b/end /files/a /admin/users /admin/users/7 /admin/ /admin/a/b/x /acme/t/7 /loose/users /hosted/7 /admin/inner/deep/1.5".split(
    " ",
  );
const mutation = fc.tuple(
  fc.nat(20),
  fc.constantFrom<(character: string) => string>(
    (character) => `%${character.charCodeAt(0).toString(16)}`,
    (character) => `%25${character.charCodeAt(0).toString(16)}`,
    (character) => character.toUpperCase(),
    (character) => character + character,
    (character) => `${character}.`,
    (character) => `${character}/./`,
    (character) => `${character};`,
    (character) => character.replace("/", "\\"),
    () => "",
  ),
);
const mutatedTargets = fc
  .tuple(fc.constantFrom(...answered), fc.array(mutation, { maxLength: 2 }))
  .map(([path, mutations]) =>
    mutations.reduce((text, [at, change]) => {
      const i = 1 + (at % text.length);
      return text.slice(0, i) + (i < text.length ? change(text[i]!) : "") + text.slice(i + 1);
    }, path),
  );
const targets = fc.oneof(inventedTargets, mutatedTargets);

const hosts = fc.constantFrom(
  ..."example.com api.example.com EXAMPLE.com example.com:80 api.example.com. a@api.example.com".split(
    " ",
  ),
  ..."evil.example/admin [::1]:80 api.example.com:x".split(" "),
  "",
);
const methods = fc.constantFrom("GET", "HEAD", "POST", "OPTIONS", "PUT", "get");

test("if a handler ran, then every hook that was registered for its route ran", async () => {
  let handlersRun = 0;
  await fc.assert(
    fc.asyncProperty(targets, hosts, methods, async (target, authority, method) => {
      const { app, ran, handled } = shared;
      ran.length = 0;
      handled.length = 0;
      const outgoing = await app.handle(
        incoming({
          target,
          authority,
          method,
          headers: new HeaderFields({ host: authority || "x" }),
        }),
      );
      expect(outgoing.status).toBeGreaterThanOrEqual(200);
      // The application's hook runs for every request, once.
      expect(ran.filter((name) => name === "app")).toEqual(["app"]);
      if (handled.length === 0) return;
      handlersRun++;
      expect(handled).toHaveLength(1);
      expect(ran).toEqual(handled[0]);
    }),
    { numRuns: 5_000 },
  );
  // A property of nothing would hold too.
  expect(handlersRun).toBeGreaterThan(500);
});

test("an automatic answer to OPTIONS runs the hooks of the route that its path leads to", async () => {
  let compared = 0;
  const { app, ran, handled } = shared;
  const run = async (method: string, target: string, authority: string): Promise<string[]> => {
    ran.length = 0;
    handled.length = 0;
    const headers = new HeaderFields({ host: authority || "x" });
    await app.handle(incoming({ target, authority, method, headers }));
    return [...ran];
  };
  await fc.assert(
    fc.asyncProperty(targets, hosts, async (target, authority) => {
      const byOptions = await run("OPTIONS", target, authority);
      expect(handled).toEqual([]);
      const byGet = await run("GET", target, authority);
      if (handled.length === 0) return;
      compared++;
      expect(byOptions).toEqual(byGet);
    }),
    { numRuns: 2_000 },
  );
  expect(compared).toBeGreaterThan(200);
});

test("if a hook refuses, no handler runs, whatever the path looks like", async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(targets, hosts, methods, async (target, authority, method) => {
      const { app, handled } = closed;
      handled.length = 0;
      const outgoing = await app.handle(incoming({ target, authority, method }));
      expect(outgoing.status).toBe(401);
      expect(handled).toEqual([]);
      refused++;
    }),
    { numRuns: 1_000 },
  );
  expect(refused).toBe(1_000);
});

const shared = guarded();
const closed = guarded();
closed.app.beforeRequest(() => new globalThis.Response("no", { status: 401 }));
