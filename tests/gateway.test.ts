import { expect, test } from "vitest";
import { BodyError, HeaderFields, type Gateway, type Incoming } from "../src/gateway.ts";

test("a body error carries what the client should hear", () => {
  const error = new BodyError({ status: 413, code: "body-too-large", detail: "too much" });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: "BodyError",
    status: 413,
    code: "body-too-large",
    detail: "too much",
    message: "too much",
  });
});

test("a gateway is a function from what came in to what goes out", () => {
  const hello: Gateway = ({ target }) => ({
    status: 200,
    headers: new HeaderFields({ "content-type": "text/plain" }),
    body: `you asked for ${target}`,
  });
  expect(hello({ target: "/users" } as Incoming)).toMatchObject({
    status: 200,
    body: "you asked for /users",
  });
});
