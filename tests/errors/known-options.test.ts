import { describe, expect, test } from "vitest";
import { refuseUnknownOptions } from "../../src/errors/known-options.ts";

const known = ["urlPrefix", "host", "bodyLimit"];

describe("options", () => {
  test.each([[{}], [{ host: "a" }], [{ host: undefined, bodyLimit: 1, urlPrefix: "/" }]])(
    "%j are known",
    (options) => {
      expect(() => refuseUnknownOptions("app.get", options, known)).not.toThrow();
    },
  );

  test.each([
    [{ url_prefix: "/" }, "did you mean urlPrefix?"],
    [{ urlprefix: "/" }, "did you mean urlPrefix?"],
    [{ host: "a", bodylimit: 1 }, "did you mean bodyLimit?"],
    [{ colour: "red" }, "use urlPrefix, host, bodyLimit"],
  ])("%j are refused, with what may have been meant", (options, fix) => {
    expect(() => refuseUnknownOptions("app.get", options, known)).toThrow(
      expect.objectContaining({ code: "unknown-option", fix }),
    );
  });

  test("of an object's prototype are none", () => {
    const options = Object.create({ colour: "red" }) as object;
    expect(() => refuseUnknownOptions("app.get", options, known)).not.toThrow();
  });
});
