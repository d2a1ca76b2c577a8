import { expect, test } from "vitest";
import { errorFacts } from "../../src/debug/error-facts.ts";

class PaymentError extends Error {}

test("an error's parts, and its own fields beside them", () => {
  const cause = new Error("deep");
  const error = Object.assign(new TypeError("no", { cause }), {
    code: "declined",
    empty: undefined,
  });
  expect(errorFacts(error)).toMatchObject({ name: "TypeError", message: "no", cause, errors: [] });
  expect([...errorFacts(error)!.fields]).toEqual([["code", "declined"]]);
});

test("the errors of an aggregate, within bounds", () => {
  const errors = Array.from({ length: 30 }, (_, i) => new Error(String(i)));
  expect(errorFacts(new AggregateError(errors, "many"))!.errors).toEqual(errors.slice(0, 10));
});

test.each([
  ["a class without a name of its own", new PaymentError("x"), "PaymentError"],
  ["a name of its own", Object.assign(new PaymentError("x"), { name: "Payment" }), "Payment"],
  ["an empty name", Object.assign(new Error("x"), { name: "" }), "Error"],
  ["a name that is none", Object.assign(new Error("x"), { name: 7 }), "Error"],
])("%s", (_, error, name) => {
  expect(errorFacts(error)!.name).toBe(name);
});

test.each([
  ["text", "x"],
  ["null", null],
  ["undefined", undefined],
  ["a number", 7],
  ["an object", { message: "x" }],
  ["a function", () => {}],
])("%s is no error", (_, thrown) => {
  expect(errorFacts(thrown)).toBeNull();
});

test("what looks like an error of another realm is one", () => {
  expect(errorFacts({ name: "BuildMessage", message: "x" })).toMatchObject({ message: "x" });
});

test("getters of fields are not asked, and those that fail do no harm", () => {
  let asked = 0;
  const error = new Error("x");
  for (const name of ["secret", "stack", "cause"]) {
    Object.defineProperty(error, name, {
      enumerable: true,
      get() {
        if (name === "secret") asked++;
        throw new Error("hostile");
      },
    });
  }
  expect(errorFacts(error)).toMatchObject({ message: "x", stack: "", cause: undefined });
  expect(errorFacts(error)!.fields.has("secret")).toBe(false);
  expect(asked).toBe(0);
});

test("a proxy that refuses everything is told of as far as it lets itself", () => {
  const refuse = (): never => {
    throw new Error("hostile");
  };
  const handler = { get: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse };
  expect(errorFacts(new Proxy(new Error("x"), handler))).toMatchObject({
    name: "Error",
    message: "",
  });
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {});
  revoke();
  expect(errorFacts(proxy)).toBeNull();
});
