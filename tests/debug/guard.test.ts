import { expect, test } from "vitest";
import { Guard, newToken, tokenField, type Asking } from "../../src/debug/guard.ts";
import { HeaderFields } from "../../src/gateway.ts";

const guarding = (options = {}): Guard => new Guard({ token: "s3cret", ...options });

const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

/** What the debugger's own page sends, but for `changes`; null takes a field away. */
function question(changes: Record<string, string | null> = {}, rest: Partial<Asking> = {}): Asking {
  const fields: Record<string, string | null> = {
    origin: "http://localhost:5000",
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
    [tokenField]: "s3cret",
    ...changes,
  };
  const headers = new HeaderFields();
  for (const [name, value] of Object.entries(fields)) if (value !== null) headers.set(name, value);
  return { method: "POST", scheme: "http", authority: "localhost:5000", headers, ...rest };
}

test.each([
  "localhost",
  "localhost:5000",
  "LOCALHOST:5000",
  "shop.localhost:5000",
  "a.b.localhost",
  "127.0.0.1",
  "127.0.0.1:65535",
  "127.255.255.254",
  "[::1]",
  "[::1]:5000",
])("%s is this machine", (host) => {
  expect(guarding().allowsHost(host)).toBe(true);
});

test.each([
  "",
  "evil.example",
  "localhost.evil.example",
  "evillocalhost",
  "localhost.",
  "127.0.0.1.evil.example",
  "127.0.0.1.nip.io",
  "127.1",
  "127.0.0.256",
  "127.0.0.01",
  "0127.0.0.1",
  "2130706433",
  "0x7f.0.0.1",
  "0.0.0.0",
  "10.0.0.5",
  "192.168.1.7:5000",
  "[::]",
  "[::ffff:127.0.0.1]",
  "user@localhost",
  "localhost:5000@evil.example",
  "localhost/",
  "localhost#",
  "localhost:",
  "localhost:5000:5000",
  "localhost,evil.example",
  "localhost evil.example",
  "local\u2024host",
])("%j may be anyone's", (host) => {
  expect(guarding().allowsHost(host)).toBe(false);
});

test.each(["localhost:5000", "192.168.1.7:5000", "10.0.0.5", "[fe80::1]:5000", "[::ffff:7f00:1]"])(
  "%s may be shown what is known of an error",
  (host) => {
    expect(guarding().refuseReport(host)).toBeNull();
  },
);

test.each(["evil.example", "10.0.0.5.evil.example", "10.0.0", "0x7f000001", "[evil.example]", ""])(
  "%j may have been rebound: it is shown nothing, and told how to be allowed",
  (host) => {
    expect(guarding().refuseReport(host)).toContain(`debug: { hosts: [${JSON.stringify(host)}] }`);
  },
);

test("hosts of the configuration are allowed, with the ports they are listed with", () => {
  const guard = guarding({ hosts: ["app.test", ".dev.example", "10.0.0.5:8080"] });
  expect(guard.allowsHost("app.test:5000")).toBe(true);
  expect(guard.allowsHost("x.dev.example")).toBe(true);
  expect(guard.allowsHost("10.0.0.5:8080")).toBe(true);
  expect(guard.allowsHost("10.0.0.5:8081")).toBe(false);
  expect(guard.allowsHost("app.test.evil.example")).toBe(false);
});

test("what is no host is refused at the start", () => {
  expect(() => guarding({ hosts: ["https://app.test/"] })).toThrow(
    'Cannot use "https://app.test/" in debug.hosts',
  );
});

test("a tab that was navigated is given the token", () => {
  const headers = new HeaderFields(navigation);
  expect(guarding().grant({ authority: "localhost:5000", headers })).toEqual({
    token: "s3cret",
    refusal: null,
  });
});

test.each([
  ["a page of another name", "evil.example:5000", navigation],
  ["what a script fetches", "localhost", { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }],
  ["a frame", "localhost", { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }],
  ["an embedded object", "localhost", { "sec-fetch-mode": "navigate", "sec-fetch-dest": "object" }],
  ["an image", "localhost", { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }],
  ["a program", "localhost", {}],
])("%s is not given the token, and is told why", (_, authority, fields) => {
  const grant = guarding().grant({ authority, headers: new HeaderFields(fields) });
  expect(grant.token).toBeNull();
  expect(grant.refusal).toMatch(/this machine|tab of its own/);
});

test("where there is no console nobody is given the token, and nobody may use it", () => {
  const guard = guarding({ consoleRefusal: "It listens on 0.0.0.0." });
  const headers = new HeaderFields(navigation);
  expect(guard.grant({ authority: "localhost", headers })).toEqual({
    token: null,
    refusal: "It listens on 0.0.0.0.",
  });
  expect(guard.refuseConsole(question())).toMatchObject({
    status: 403,
    code: "debug-console",
    detail: "It listens on 0.0.0.0.",
  });
});

test("a console can be closed later, for pages that have the token too", () => {
  const guard = guarding();
  guard.closeConsole("It listens on 0.0.0.0.");
  expect(guard.refuseConsole(question())?.code).toBe("debug-console");
});

test("the page's own question is answered, also over TLS and without a port", () => {
  expect(guarding().refuseConsole(question())).toBeNull();
  expect(
    guarding().refuseConsole(
      question({ origin: "https://localhost" }, { scheme: "https", authority: "localhost" }),
    ),
  ).toBeNull();
  // A browser that does not send these fields yet.
  expect(guarding().refuseConsole(question({ "sec-fetch-site": null }))).toBeNull();
});

test.each([
  ["another Host, as after a rebinding", {}, { authority: "evil.example:5000" }, 403, "debug-host"],
  [
    "another Host with its own Origin",
    { origin: "http://evil.example:5000" },
    { authority: "evil.example:5000" },
    403,
    "debug-host",
  ],
  ["no Host", {}, { authority: "" }, 403, "debug-host"],
  ["GET", {}, { method: "GET" }, 405, "debug-request"],
  ["OPTIONS, as a preflight", {}, { method: "OPTIONS" }, 405, "debug-request"],
  ["another Origin", { origin: "http://evil.example" }, {}, 403, "debug-origin"],
  ["no Origin", { origin: null }, {}, 403, "debug-origin"],
  ["an opaque Origin", { origin: "null" }, {}, 403, "debug-origin"],
  ["an Origin of another port", { origin: "http://localhost:3000" }, {}, 403, "debug-origin"],
  ["an Origin of another scheme", { origin: "https://localhost:5000" }, {}, 403, "debug-origin"],
  [
    "an Origin of another name of this machine",
    { origin: "http://127.0.0.1:5000" },
    {},
    403,
    "debug-origin",
  ],
  ["a page of another site", { "sec-fetch-site": "cross-site" }, {}, 403, "debug-origin"],
  ["a page of the same site", { "sec-fetch-site": "same-site" }, {}, 403, "debug-origin"],
  [
    "a form's media type",
    { "content-type": "application/x-www-form-urlencoded" },
    {},
    415,
    "debug-request",
  ],
  ["a form's way to send JSON", { "content-type": "text/plain" }, {}, 415, "debug-request"],
  ["no media type", { "content-type": null }, {}, 415, "debug-request"],
  [
    "a media type that hides another",
    { "content-type": "text/plain; application/json" },
    {},
    415,
    "debug-request",
  ],
  ["another token", { [tokenField]: "s3creT" }, {}, 403, "debug-token"],
  ["the beginning of the token", { [tokenField]: "s3cre" }, {}, 403, "debug-token"],
  ["more than the token", { [tokenField]: "s3crets3cret" }, {}, 403, "debug-token"],
  ["no token", { [tokenField]: null }, {}, 403, "debug-token"],
] as const)("%s is refused", (_, changes, rest, status, code) => {
  expect(guarding().refuseConsole(question(changes, rest))).toMatchObject({ status, code });
});

test("after ten wrong tokens the right one is refused too", () => {
  const guard = guarding();
  for (let i = 0; i < 10; i++) {
    expect(guard.refuseConsole(question())).toBeNull();
    expect(guard.refuseConsole(question({ [tokenField]: `wrong${i}` }))).not.toBeNull();
  }
  expect(guard.refuseConsole(question())?.detail).toContain("closed until the program is started");
});

test("no other page can use up the ten tries", () => {
  const guard = guarding();
  for (let i = 0; i < 20; i++) {
    guard.refuseConsole(question({ origin: "http://evil.example", [tokenField]: "wrong" }));
    guard.refuseConsole(question({ [tokenField]: "wrong" }, { authority: "evil.example" }));
  }
  expect(guard.refuseConsole(question())).toBeNull();
});

test("a refused Host is told how to be allowed", () => {
  expect(guarding().refuse(question({}, { authority: "app.test:5000" }))?.detail).toContain(
    'run with debug: { hosts: ["app.test:5000"] }',
  );
});

test("tokens are long, and never the same", () => {
  const tokens = Array.from({ length: 50 }, newToken);
  expect(new Set(tokens).size).toBe(50);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
});
