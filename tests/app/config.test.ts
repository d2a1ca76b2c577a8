import { describe, expect, test } from "vitest";
import { Config } from "../../src/app/config.ts";
import { Secret } from "../../src/config/secret.ts";
import { SetupError } from "../../src/errors/setup-error.ts";
import type { Settings } from "../../src/runtimes/runtime.ts";

const defaults = { pageSize: 20, debug: false, database: { url: "file:a.db", poolSize: 5 } };

/** A runtime with these files and variables. */
function runtimeWith(files: Record<string, string>, variables = {}): Settings {
  return {
    environment: () => variables,
    readText: (path) => {
      if (String(path) === "forbidden.json") throw new Error("EACCES: permission denied\n  more");
      return files[String(path)];
    },
    parseEnv: (text) => Object.fromEntries(text.split("\n").map((line) => line.split("="))),
  };
}

function problemsOf(config: Config<object>): string {
  try {
    void config.values;
  } catch (error) {
    if (error instanceof SetupError && error.code === "config") return error.message;
    throw error;
  }
  return "";
}

describe("the last to load wins", () => {
  const files = {
    "config.json": '{"pageSize": 30, "database": {"poolSize": 6}}',
    "broken.json": '{"pageSize":\n 30,}',
    "config.ini": "pageSize 40",
    ".env": "MYAPP_PAGE_SIZE=50\nMYAPP_DEBUG=true",
  };

  test("and what nobody loads is as its default says", () => {
    const config = new Config(defaults, runtimeWith(files, { MYAPP_DATABASE__POOL_SIZE: "7" }));
    config.load({ pageSize: 25, debug: true }).loadFile("config.json").loadEnv("MYAPP");
    expect(config.values).toEqual({
      pageSize: 30,
      debug: true,
      database: { url: "file:a.db", poolSize: 7 },
    });
  });

  test("a file may be of any form", () => {
    const config = new Config(defaults, runtimeWith(files));
    config.loadFile("config.ini", { parse: (text) => ({ pageSize: Number(text.split(" ")[1]) }) });
    expect(config.values.pageSize).toBe(40);
  });

  test("a file may be missing where that is said", () => {
    const config = new Config(defaults, runtimeWith(files));
    expect(config.loadFile("none.json", { optional: true }).values).toEqual(defaults);
  });

  test("the environment wins over its files, which may be missing", () => {
    const config = new Config(defaults, runtimeWith(files, { MYAPP_PAGE_SIZE: "60" }));
    config.loadEnv("MYAPP", { files: [".env.local", ".env"] });
    expect(config.values).toMatchObject({ pageSize: 60, debug: true });
  });

  test("an environment can be given, as on Workers", () => {
    const config = new Config(defaults, {
      environment: () => ({}),
      readText: null,
      parseEnv: null,
    });
    const environment = { MYAPP_PAGE_SIZE: "9", MYAPP_DEBUG: true, MYAPP_BUCKET: { get() {} } };
    expect(config.loadEnv("MYAPP", { environment }).values).toMatchObject({
      pageSize: 9,
      debug: true,
    });
  });
});

test("everything that is wrong is told at once, with where it stands", () => {
  const files = {
    "config.json": '{"pageSize": "many", "databse": {}}',
    "broken.json": '{"pageSize":\n 30,}',
  };
  const variables = { MYAPP_DATABASE__POOL_SIZE: "five", MYAPP_PAGE_SZIE: "7" };
  const config = new Config(defaults, runtimeWith(files, variables));
  config.loadFile("config.json").loadFile("broken.json").loadFile("none.json");
  config
    .loadFile("forbidden.json")
    .loadEnv("MYAPP")
    .load({ debug: 1 as unknown as boolean });
  expect(problemsOf(config)).toBe(
    [
      "Cannot use the configuration:",
      '  config.json: pageSize must be a number, but is "many"',
      "  config.json: there is no setting databse; did you mean database?",
      "  broken.json: cannot be parsed: expected a property name in double quotes after the comma, found }, at line 2, column 5",
      "  none.json: there is no such file",
      "  forbidden.json: cannot be read: EACCES: permission denied",
      '  MYAPP_DATABASE__POOL_SIZE: database.poolSize must be a number, but is "five"',
      "  MYAPP_PAGE_SZIE: sets nothing; did you mean MYAPP_PAGE_SIZE?",
      "  the object given to load: debug must be true or false, but is 1",
      "Fix: correct each where it stands    [config]",
    ].join("\n"),
  );
});

test("a file is a problem where there are none", () => {
  const config = new Config(defaults, { environment: () => ({}), readText: null, parseEnv: null });
  expect(problemsOf(config.loadFile("config.json"))).toContain(
    "config.json: this runtime has no files",
  );
});

test("a secret is shown by nothing, not even a message", () => {
  const config = new Config({ key: new Secret("a") }, runtimeWith({}));
  config.loadEnv("MYAPP", { environment: { MYAPP_KEY: "hunter2" } });
  expect(config.values.key.reveal()).toBe("hunter2");
  expect(JSON.stringify(config.values)).toBe('{"key":"[secret]"}');
  const wrong = new Config({ key: new Secret("a") }, runtimeWith({}));
  wrong.load({ key: 77777 as unknown as string });
  expect(problemsOf(wrong)).not.toContain("77777");
});

test("values that have been read change no more", () => {
  const config = new Config({ ...defaults, hosts: ["a"] }, runtimeWith({}));
  const { values } = config;
  expect(() => config.load({ pageSize: 1 })).toThrow(
    expect.objectContaining({ code: "config-read" }),
  );
  expect(() => config.loadFile("a.json")).toThrow(expect.objectContaining({ code: "config-read" }));
  expect(() => Object.assign(values.database, { url: "" })).toThrow(TypeError);
  expect(() => values.hosts.push("b")).toThrow(TypeError);
});

test("defaults may change afterwards without changing the values", () => {
  const own = { database: { url: "a" } };
  const config = new Config(own, runtimeWith({}));
  own.database.url = "b";
  expect(config.values.database.url).toBe("a");
  expect(Object.isFrozen(own.database)).toBe(false);
});

test("two settings with one variable are refused", () => {
  expect(() => new Config({ pageSize: 1, page_size: 2 }, runtimeWith({}))).toThrow(
    "both are PAGE_SIZE in the environment",
  );
});

test("the variables can be listed", () => {
  expect(new Config(defaults, runtimeWith({})).variables("MYAPP")).toEqual([
    "MYAPP_PAGE_SIZE",
    "MYAPP_DEBUG",
    "MYAPP_DATABASE",
    "MYAPP_DATABASE__URL",
    "MYAPP_DATABASE__POOL_SIZE",
  ]);
});
