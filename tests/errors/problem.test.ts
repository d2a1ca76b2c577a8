import { expect, test } from "vitest";
import { HTTPError } from "../../src/errors/http-error.ts";
import { problemDocument, problemMediaType } from "../../src/errors/problem.ts";

test("a problem has the members of RFC 9457, in this order", () => {
  expect(JSON.stringify(problemDocument(new HTTPError(404, "no user 7"), "/users/7"))).toBe(
    '{"type":"about:blank","title":"Not Found","status":404,"detail":"no user 7","instance":"/users/7"}',
  );
});

test("what is not known is left out", () => {
  expect(problemDocument(new HTTPError(500))).toEqual({
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
  });
});

test("more members follow, and none of them replaces the error's own", () => {
  const extra = { type: "x", title: "x", status: 200, detail: "x", instance: "x", balance: 30 };
  expect(problemDocument(new HTTPError(402, undefined, { extra }))).toEqual({
    type: "about:blank",
    title: "Payment Required",
    status: 402,
    balance: 30,
  });
});

test("neither the message, the cause nor the headers of an error are in its document", () => {
  const error = new HTTPError(500, undefined, {
    cause: new Error("secret"),
    headers: { "x-secret": "secret" },
  });
  error.message = "secret";
  expect(JSON.stringify(problemDocument(error))).not.toContain("secret");
});

test("the media type is the registered one", () => {
  expect(problemMediaType).toBe("application/problem+json");
});
