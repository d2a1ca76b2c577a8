import { describe, expect, test } from "vitest";
import { merge } from "../../src/config/merge.ts";
import { Secret } from "../../src/config/secret.ts";

const defaults = {
  name: "app",
  pageSize: 20,
  debug: false,
  hosts: ["localhost"],
  ports: [] as number[],
  database: { url: "file:app.db", pool: { size: 5 } },
  labels: {},
  apiKey: new Secret("none"),
  owner: null,
  since: new Date(0),
};

/** Merges over the defaults. */
function load(given: unknown): { values: typeof defaults; problems: string[] } {
  const problems: string[] = [];
  const source = { name: "test", note: (problem: string) => void problems.push(problem) };
  return { values: merge(defaults, defaults, given, "", source) as typeof defaults, problems };
}

describe("what fits is taken", () => {
  test.each<[string, object]>([
    ["text", { name: "other" }],
    ["numbers", { pageSize: 50 }],
    ["booleans", { debug: true }],
    ["lists, whole", { hosts: ["a", "b"] }],
    ["lists of anything, where the default is empty", { ports: [1, "2"] }],
    ["dictionaries", { labels: { tier: "web", nested: { a: [1] } } }],
    ["anything where there is no default", { owner: { name: "sweety" } }],
    ["instances", { since: new Date(7) }],
  ])("%s", (_, given) => {
    const { problems, values } = load(given);
    expect(problems).toEqual([]);
    expect(values).toMatchObject(given);
  });

  test("groups, name by name", () => {
    const { values } = load({ database: { pool: { size: 9 } } });
    expect(values.database).toEqual({ url: "file:app.db", pool: { size: 9 } });
  });

  test("secrets, as text or as they are", () => {
    expect(load({ apiKey: "hunter2" }).values.apiKey.reveal()).toBe("hunter2");
    const secret = new Secret("hunter2");
    expect(load({ apiKey: secret }).values.apiKey).toBe(secret);
  });

  test("and undefined is nothing", () => {
    expect(load({ pageSize: undefined })).toEqual({ values: defaults, problems: [] });
  });
});

describe("what does not fit is told, and leaves the value as it was", () => {
  test.each<[unknown, string]>([
    [{ pageSize: "many" }, 'pageSize must be a number, but is "many"'],
    [{ pageSize: Number.NaN }, "pageSize must be a number, but is NaN"],
    [{ debug: "yes" }, 'debug must be true or false, but is "yes"'],
    [{ name: 7 }, "name must be text, but is 7"],
    [{ name: null }, "name must be text, but is null"],
    [{ hosts: "localhost" }, 'hosts must be a list, but is "localhost"'],
    [{ hosts: ["a", 7] }, "hosts[1] must be text, but is 7"],
    [{ hosts: ["a", undefined] }, "hosts[1] must be text, but is null"],
    [{ database: "file:" }, 'database must be an object, but is "file:"'],
    [
      { database: { pool: { size: "x".repeat(50) } } },
      `database.pool.size must be a number, but is "${"x".repeat(39)}…`,
    ],
    [{ labels: [1] }, "labels must be an object, but is a list"],
    [{ since: "1970" }, 'since must be a Date, but is "1970"'],
    [{ apiKey: 7777777 }, "apiKey must be text, but is a number"],
    [{ pageSzie: 7 }, "there is no setting pageSzie; did you mean pageSize?"],
    [{ database: { uri: "" } }, "there is no setting database.uri; did you mean url?"],
    [{ somethingElse: 7 }, "there is no setting somethingElse"],
    [{ toString: 7 }, "there is no setting toString"],
    [7, "the whole must be an object, but is 7"],
  ])("%o", (given, problem) => {
    expect(load(given)).toEqual({ values: defaults, problems: [problem] });
  });
});

test("what is given may change afterwards", () => {
  const given = { hosts: ["a"], labels: { list: [1] }, owner: { name: "x" } };
  const { values } = load(given);
  given.hosts.push("b");
  given.labels.list.push(2);
  given.owner.name = "y";
  expect(values).toMatchObject({ hosts: ["a"], labels: { list: [1] }, owner: { name: "x" } });
});

test("a member named __proto__ reaches no prototype", () => {
  const { problems } = load(JSON.parse('{"__proto__":{"debug":true}}'));
  expect(problems).toEqual(["there is no setting __proto__"]);
  const { values } = load(JSON.parse('{"labels":{"__proto__":{"polluted":true}}}'));
  expect((values.labels as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
