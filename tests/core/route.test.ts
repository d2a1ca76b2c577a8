import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { reservedNames } from "../../src/core/reserved-names.ts";
import { urlFor } from "../../src/core/route.ts";

const ok = (): string => "ok";

describe("urlFor", () => {
  const app = new Hipflask();
  const home = app.get("/", ok);
  const user = app.get("/users/<int:id>", ok);
  const file = app.get("/files/<path:name>", ok);
  const tag = app.get("/tags/<name>", ok);

  test.each([
    ["a path without variables", () => urlFor(home), "/"],
    ["a number", () => urlFor(user, { id: 3 }), "/users/3"],
    ["what is over becomes the query", () => urlFor(user, { id: 3, page: 2 }), "/users/3?page=2"],
    ["a query alone", () => urlFor(home, { q: "a b&c" }), "/?q=a+b%26c"],
    ["a path of segments", () => urlFor(file, { name: "a/b c" }), "/files/a/b%20c"],
    ["a slash in a segment", () => urlFor(tag, { name: "a/b" }), "/tags/a%2Fb"],
    ["another script", () => urlFor(tag, { name: "ü" }), "/tags/%C3%BC"],
  ])("%s", (_, build, path) => {
    expect(build()).toBe(path);
  });

  test("leads back to its route", async () => {
    app.get("/back/<name>", ({ name }) => name);
    const back = app.get("/back/<name>/again", ({ name }) => name);
    const path = urlFor(back, { name: "a/b?c#d e%" });
    expect(await (await app.testClient().get(path)).text()).toBe("a/b?c#d e%");
  });

  test.each([
    ["a value is missing", { page: 2 }],
    ["a value would not match", { id: -1 }],
    ["a value is of another kind", { id: "seven" }],
  ])("refuses when %s", (_, values) => {
    expect(() => urlFor(user, values as never)).toThrow(
      expect.objectContaining({ code: "url-build" }),
    );
  });
});

describe("a variable with the name of a part of the context", () => {
  test.each(reservedNames.filter((name) => name !== "__proto__"))(
    "%s is refused, with another name to take",
    (name) => {
      const app = new Hipflask();
      expect(() => app.get(`/x/<${name}>` as "/x", ok)).toThrow(
        expect.objectContaining({
          code: "reserved-name",
          message: expect.stringContaining(JSON.stringify(name)),
          fix: expect.stringMatching(/^rename it, for instance to "\w+Value"$/),
        }),
      );
    },
  );

  test("__proto__ is no name at all", () => {
    expect(() => new Hipflask().get("/x/<__proto__>" as "/x", ok)).toThrow("[route-pattern]");
  });

  test.each(["id", "user", "constructor", "toString", "hasOwnProperty", "handle", "Body"])(
    "%s is free",
    async (name) => {
      const app = new Hipflask();
      app.get(`/x/<${name}>` as "/x", ({ params }) => params);
      expect(await (await app.testClient().get("/x/7")).json()).toEqual({ [name]: "7" });
    },
  );
});
