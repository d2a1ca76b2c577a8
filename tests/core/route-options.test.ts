import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { routeOptionNames } from "../../src/core/route-options.ts";

const ok = (): string => "ok";

test.each(routeOptionNames)("a route may be given %s", (name) => {
  const options = { [name]: undefined } as object;
  expect(() => new Hipflask().route("/x", options, ok)).not.toThrow();
});

test.each([
  ["stricSlashes", "did you mean strictSlashes?"],
  ["strict_slashes", "did you mean strictSlashes?"],
  ["endpoint", undefined],
])(
  "an option that a route does not have, as %s, is refused, and no route is there",
  async (name, fix) => {
    const app = new Hipflask();
    const options = { [name]: true } as object;
    expect(() => app.get("/x", options, ok)).toThrow(
      expect.objectContaining({ code: "unknown-option", ...(fix !== undefined && { fix }) }),
    );
    expect((await app.testClient().get("/x")).status).toBe(404);
  },
);
