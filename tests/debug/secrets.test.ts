import { expect, test } from "vitest";
import {
  isSecretName,
  shownForm,
  shownTarget,
  shownValue,
  withoutSecrets,
} from "../../src/debug/secrets.ts";

test.each([
  "password",
  "PGPASSWORD".replace("PG", "PG_"),
  "API_KEY",
  "apiKey",
  "x-api-key",
  "authorization",
  "Proxy-Authorization",
  "cookie",
  "set-cookie",
  "sessionId",
  "SECRET_KEY_BASE",
  "access_token",
  "accessToken",
  "csrf",
  "AWS_SECRET_ACCESS_KEY",
  "SENTRY_DSN",
  "user[password]",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(["keyboard", "monkey", "author", "passenger", "compass", "page", "tokenizer", "", "id"])(
  "%s is none",
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

test.each([
  ["token", "abc", "[secret]"],
  ["token", "", ""],
  ["PATH", "/bin:/usr/bin", "/bin:/usr/bin"],
  ["DATABASE_URL", "postgres://app:hunter2@db:5432/users", "postgres://app:[secret]@db:5432/users"],
  ["DATABASE_URL", "postgres://db/users", "postgres://db/users"],
  ["REDIS", "redis://:hunter2@cache", "redis://:[secret]@cache"],
  ["x-forwarded-auth-user", "Bearer abc", "[secret]"],
  ["x", "Basic YTpi", "[secret]"],
  ["x", "eyJhbGciOi.eyJzdWIi.c2ln", "[secret]"],
  ["PEM", "-----BEGIN RSA PRIVATE KEY-----\nabc", "[secret]"],
])("%s: %s is shown as %s", (name, value, shown) => {
  expect(shownValue(name, value)).toBe(shown);
});

test("the secrets of a value are hidden at any depth", () => {
  const value = {
    user: { name: "sweety", password: "x", tokens: ["a"], pin: null, secret: "" },
    list: [{ apiKey: 7 }, "eyJhbGciOi.eyJzdWIi.c2ln", 1],
  };
  expect(withoutSecrets(value)).toEqual({
    user: { name: "sweety", password: "[secret]", tokens: "[secret]", pin: null, secret: "" },
    list: [{ apiKey: "[secret]" }, "[secret]", 1],
  });
});

test.each([
  ["/users", "/users"],
  ["/users?page=2&token=abc", "/users?page=2&token=[secret]"],
  ["/users?token", "/users?token"],
  ["/users?api%5Fkey=a=b", "/users?api%5Fkey=[secret]"],
  ["/users?%zz=1", "/users?%zz=1"],
])("the target %s is shown as %s", (target, shown) => {
  expect(shownTarget(target)).toBe(shown);
});

test("a form is shown without its secrets", () => {
  expect(shownForm("name=a&password=b+c&x")).toBe("name=a&password=[secret]&x");
});
