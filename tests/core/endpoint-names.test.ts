import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";

const show = (): string => "show";

describe("the name of a route", () => {
  test("is the one that is given, else that of its function, else none", () => {
    const app = new Hipflask();
    app.get("/a", { name: "given" }, show);
    app.get("/b", show);
    app.get("/c", () => "c");
    expect(app.routes().map(({ endpoint }) => endpoint)).toEqual(["given", "show", null]);
    expect([app.urlFor("given"), app.urlFor("show")]).toEqual(["/a", "/b"]);
  });

  test("may belong to several rules of one handler", () => {
    const app = new Hipflask();
    app.get("/a", { name: "x" }, show);
    app.get("/a/<int:page>", { name: "x" }, show);
    expect(app.urlFor("x")).toBe("/a");
    expect(app.urlFor("x", { page: 2 })).toBe("/a/2");
  });

  test("given to two handlers is refused, with both places", async () => {
    const app = new Hipflask();
    app.get("/a", { name: "x" }, show);
    expect(() => app.get("/b", { name: "x" }, () => "other")).toThrow(
      expect.objectContaining({
        code: "endpoint-taken",
        message: expect.stringMatching(
          /"x": another .*\n {2}\/a( {2}endpoint-names\.test\.ts:\d+)?\n {2}\/b/,
        ),
      }),
    );
    expect((await app.testClient().get("/b")).status).toBe(404);
  });

  test("that comes from functions may be that of several, until it is asked for", () => {
    const app = new Hipflask();
    const [list] = [{ list: () => "a" }.list];
    const other = { list: () => "b" }.list;
    app.get("/a", list);
    app.get("/b", other);
    expect(() => app.urlFor("list")).toThrow(
      expect.objectContaining({
        code: "endpoint-ambiguous",
        message: expect.stringMatching(/\n {2}\/a.*\n {2}\/b/),
      }),
    );
  });

  test("that comes from several functions does not make their rules one endpoint", async () => {
    const app = new Hipflask();
    const handler = (text: string) => ({ list: () => text }).list;
    app.get("/a", { defaults: { page: 1 } }, handler("a"));
    app.get("/b/<int:page>", handler("b"));
    expect(await (await app.testClient().get("/b/1")).text()).toBe("b");
  });

  test("that is given goes before one that comes from a function", () => {
    const app = new Hipflask();
    app.get("/function", show);
    app.get("/given", { name: "show" }, () => "given");
    expect(app.urlFor("show")).toBe("/given");
  });

  test("is free in another blueprint", () => {
    const app = new Hipflask();
    for (const name of ["a", "b"]) {
      const blueprint = new Blueprint(name, { urlPrefix: `/${name}` });
      blueprint.get("/", { name: "x" }, () => name);
      app.register(blueprint);
    }
    expect([app.urlFor("a.x"), app.urlFor("b.x")]).toEqual(["/a/", "/b/"]);
  });

  test.each([
    ["shwo", 'write "show"'],
    ["nothing like it", 'give the route that name: app.get(path, { name: "…" }, handler)'],
  ])("%j is unknown", (name, fix) => {
    const app = new Hipflask();
    app.get("/", show);
    expect(() => app.urlFor(name)).toThrow(
      expect.objectContaining({ code: "endpoint-unknown", fix }),
    );
  });
});
