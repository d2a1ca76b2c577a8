import { expect, test } from "vitest";
import { sessionCookie } from "../../src/session/session-cookie.ts";
import { sessionSettings, type SessionOptions } from "../../src/session/session-options.ts";

const line = (options: SessionOptions, content = {}): string =>
  sessionCookie(sessionSettings(options), {
    value: "v",
    expiresMs: null,
    isSecure: false,
    ...content,
  });

test.each<[string, SessionOptions, object, string]>([
  ["by default", {}, {}, "session=v; HttpOnly; Path=/; SameSite=Lax"],
  ["over https", {}, { isSecure: true }, "session=v; Secure; HttpOnly; Path=/; SameSite=Lax"],
  [
    "over https where the program says otherwise",
    { secure: false },
    { isSecure: true },
    "session=v; HttpOnly; Path=/; SameSite=Lax",
  ],
  [
    "with an end",
    {},
    { expiresMs: 1_700_000_000_000 },
    "session=v; Expires=Tue, 14 Nov 2023 22:13:20 GMT; HttpOnly; Path=/; SameSite=Lax",
  ],
  [
    "with everything",
    {
      cookieName: "__Secure-id",
      domain: "example.com",
      path: "/api",
      secure: true,
      httpOnly: false,
      sameSite: "none",
      partitioned: true,
    },
    {},
    "__Secure-id=v; Domain=example.com; Secure; Path=/api; SameSite=None; Partitioned",
  ],
  ["as Flask", { sameSite: false }, {}, "session=v; HttpOnly; Path=/"],
  [
    "to delete it, where it was set",
    { domain: "example.com", path: "/api", sameSite: "strict" },
    { value: "", expiresMs: 1_700_000_000_000 },
    "session=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/api; SameSite=Strict",
  ],
])("the line %s", (_, options, content, wanted) => {
  expect(line(options, content)).toBe(wanted);
});

test("a line may have 4,093 bytes, and not one more", () => {
  const rest = line({}).length - 1;
  expect(line({}, { value: "v".repeat(4093 - rest) })).toHaveLength(4093);
  const tooLong = (): string => line({}, { value: "v".repeat(4094 - rest) });
  expect(tooLong).toThrow("its cookie would have 4094 bytes, and browsers drop what is over 4093");
  expect(tooLong).toThrow("store: new RedisStore(client)");
  expect(tooLong).toThrow("[session-too-large]");
});
