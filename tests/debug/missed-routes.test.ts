import { expect, test } from "vitest";
import { missesOf, problemWithMisses } from "../../src/debug/missed-routes.ts";
import { Hipflask } from "../../src/app/hipflask.ts";

const document = { type: "about:blank", title: "Not Found", status: 404 };

const missesFor = (target: string): ReturnType<typeof missesOf> => {
  const app = new Hipflask();
  app.get("/users/<int:id>", ({ id }) => ({ id }));
  app.get("/pages", () => "x");
  return missesOf(app.router, { method: "GET", target, authority: "localhost" });
};

test("a 404 names the route that was perhaps meant, and why it is not", () => {
  const problem = problemWithMisses(document, missesFor("/users/abc?page=2"));
  expect(problem).toMatchObject({
    ...document,
    fix: "did you mean /users/<int:id>? `abc` is not an int",
    nearMisses: [{ rule: "/users/<int:id>", reason: "`abc` is not an int" }],
  });
});

test("where no route is near, nothing is said", () => {
  expect(problemWithMisses(document, missesFor("/something/else/entirely"))).toBe(document);
});
