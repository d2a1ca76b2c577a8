import { describe, expect, test } from "vitest";
import { misspelt, readEnvironment, variableNames } from "../../src/config/environment.ts";
import { Secret } from "../../src/config/secret.ts";

const defaults = {
  pageSize: 20,
  title: "",
  debug: false,
  hosts: [] as string[],
  databaseURL: "",
  http2: true,
  snake_case: 1,
  mail: { host: "", retryAfterMs: 0 },
  labels: {},
  apiKey: new Secret(""),
};

test("each setting has its variable", () => {
  expect(variableNames(defaults, "MYAPP")).toEqual([
    "MYAPP_PAGE_SIZE",
    "MYAPP_TITLE",
    "MYAPP_DEBUG",
    "MYAPP_HOSTS",
    "MYAPP_DATABASE_URL",
    "MYAPP_HTTP2",
    "MYAPP_SNAKE_CASE",
    "MYAPP_MAIL",
    "MYAPP_MAIL__HOST",
    "MYAPP_MAIL__RETRY_AFTER_MS",
    "MYAPP_LABELS",
    "MYAPP_API_KEY",
  ]);
});

// As Flask's from_prefixed_env, but what is to be text stays text.
test.each<[string, unknown, object]>([
  ["MYAPP_PAGE_SIZE", "50", { pageSize: 50 }],
  ["MYAPP_PAGE_SIZE", "many", { pageSize: "many" }],
  ["MYAPP_DEBUG", "true", { debug: true }],
  ["MYAPP_DEBUG", "tru", { debug: "tru" }],
  ["MYAPP_TITLE", "My app", { title: "My app" }],
  ["MYAPP_TITLE", "123", { title: "123" }],
  ["MYAPP_TITLE", "true", { title: "true" }],
  ["MYAPP_TITLE", '"quoted"', { title: "quoted" }],
  ["MYAPP_TITLE", "", { title: "" }],
  ["MYAPP_HOSTS", '["a","b"]', { hosts: ["a", "b"] }],
  ["MYAPP_API_KEY", '"123"', { apiKey: '"123"' }],
  ["MYAPP_MAIL", '{"host":"smtp"}', { mail: { host: "smtp" } }],
  ["MYAPP_MAIL__RETRY_AFTER_MS", "5", { mail: { retryAfterMs: 5 } }],
  ["MYAPP_LABELS__TIER", "web", { labels: { tier: "web" } }],
  ["MYAPP_LABELS__POOL_SIZE__MAX", "5", { labels: { poolSize: { max: 5 } } }],
  ["MYAPP_PAGE_SIZE", 50, { pageSize: 50 }],
])("%s=%s", (name, value, given) => {
  expect(readEnvironment(defaults, "MYAPP", { [name]: value })).toEqual([{ name, given }]);
});

test.each([
  "PAGE_SIZE",
  "myapp_page_size",
  "MYAPP_PAGE_SIZE_",
  "MYAPPX_PAGE_SIZE",
  "MYAPP_LABELS__",
])("%s sets nothing", (name) => {
  expect(readEnvironment(defaults, "MYAPP", { [name]: "1" })).toEqual([]);
});

test("outer variables come before inner ones", () => {
  const environment = { MYAPP_MAIL__HOST: "b", MYAPP_MAIL: '{"host":"a"}' };
  const names = readEnvironment(defaults, "MYAPP", environment).map(({ name }) => name);
  expect(names).toEqual(["MYAPP_MAIL", "MYAPP_MAIL__HOST"]);
});

test("a name like __proto__ reaches no prototype", () => {
  const [first] = readEnvironment(defaults, "MYAPP", { MYAPP_LABELS____PROTO__: "1" });
  expect(first).toBeUndefined();
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

describe("misspelt", () => {
  test.each([
    ["MYAPP_PAGE_SZIE", "MYAPP_PAGE_SIZE"],
    ["MYAPP_MAIL_HOST", "MYAPP_MAIL__HOST"],
    ["MYAPP_DATABASEURL", "MYAPP_DATABASE_URL"],
  ])("%s is probably %s", (name, meant) => {
    expect(misspelt(defaults, "MYAPP", { [name]: "1" })).toEqual([{ name, meant }]);
  });

  // What platforms put there: a service named myapp gives these on Kubernetes.
  test.each([
    "MYAPP_SERVICE_HOST",
    "MYAPP_PORT_8080_TCP_ADDR",
    "MYAPP_LABELS__ANY",
    "OTHER_PAGE_SZIE",
  ])("%s is a stranger, or known", (name) => {
    expect(misspelt(defaults, "MYAPP", { [name]: "1" })).toEqual([]);
  });
});
