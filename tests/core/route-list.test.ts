import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";

test("routes are listed in the order of registration, with all that is known of them", () => {
  const app = new Hipflask();
  const users = new Blueprint("users", { urlPrefix: "/users" });
  users.route("/<int:id>", { methods: ["GET", "PUT"], name: "show" }, () => "x");
  app.get("/", () => "x");
  app.register(users);
  const place = app.routes()[0]!.place;
  expect(app.routes().map((route) => ({ ...route, place: undefined }))).toEqual([
    { methods: ["GET"], path: "/", endpoint: null, blueprint: null, host: null },
    {
      methods: ["GET", "PUT"],
      path: "/users/<int:id>",
      endpoint: "users.show",
      blueprint: "users",
      host: null,
    },
  ]);
  // Null on runtimes that do not tell.
  if (place !== null) expect(place).toMatch(/^route-list\.test\.ts:\d+$/);
});
