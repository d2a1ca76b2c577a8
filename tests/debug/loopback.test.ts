import { expect, test } from "vitest";
import { consoleRefusal, isLoopback } from "../../src/debug/loopback.ts";

test.each(["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "::ffff:127.0.0.1"])(
  "%s is reached from this machine only",
  (host) => {
    expect(isLoopback({ host })).toBe(true);
  },
);

test.each(["0.0.0.0", "::", "192.168.0.1", "127.0.0.1.example.com", "localhost.example.com", ""])(
  "%s is reached by others",
  (host) => {
    expect(isLoopback({ host })).toBe(false);
  },
);

test("a Unix socket is reached from this machine only", () => {
  expect(isLoopback({ host: "0.0.0.0", path: "/run/app.sock" })).toBe(true);
});

test.each([
  ["127.0.0.1", true, {}, null],
  ["127.0.0.1", "beyond-loopback", {}, null],
  ["127.0.0.1", false, {}, "console: false"],
  ["127.0.0.1", true, { NODE_ENV: "production" }, "NODE_ENV=production"],
  ["127.0.0.1", "beyond-loopback", { NODE_ENV: "production" }, "NODE_ENV=production"],
  ["0.0.0.0", true, {}, "it listens on 0.0.0.0"],
  ["0.0.0.0", false, {}, "console: false"],
  ["0.0.0.0", "beyond-loopback", {}, null],
  ["0.0.0.0", "beyond-loopback", { NODE_ENV: "production" }, "NODE_ENV=production"],
] as const)("on %s, with console %s and %o: %s", (host, wanted, env, said) => {
  const refusal = consoleRefusal({ host }, wanted, env);
  if (said === null) expect(refusal).toBeNull();
  else expect(refusal).toContain(said);
});
