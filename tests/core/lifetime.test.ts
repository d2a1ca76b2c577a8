import { beforeEach, describe, expect, test } from "vitest";
import { Lifetime } from "../../src/core/lifetime.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let lifetime: Lifetime;

beforeEach(() => {
  log = recordedLog();
  lifetime = new Lifetime(
    () => log,
    (line, error) => log.error(line, error),
  );
});

describe("work in hand", () => {
  test("is waited for, with the work that it begins", async () => {
    const done: string[] = [];
    const later = async (name: string): Promise<void> => {
      await Promise.resolve();
      done.push(name);
    };
    void lifetime.track(later("first").then(() => void lifetime.track(later("second"))));
    await lifetime.settled();
    expect(done).toEqual(["first", "second"]);
  });

  test("that fails is logged, and what tells of its end does not fail", async () => {
    const error = new Error("disk");
    expect(await lifetime.track(Promise.reject(error))).toBeUndefined();
    expect(log.entries).toEqual([["error", "work after a response failed", error]]);
  });
});

describe("a failure that the server comes upon", () => {
  test("is logged", () => {
    lifetime.reportFromServer(new Error("pipe"));
    expect(log.entries).toEqual([
      ["error", "the server could not finish an answer", new Error("pipe")],
    ]);
  });

  test("is not logged a second time", () => {
    const error = new Error("pipe");
    lifetime.report("GET / failed", error);
    lifetime.reportFromServer(error);
    expect(log.entries).toEqual([["error", "GET / failed", error]]);
  });
});

test("what JSON could not keep is said once for each place", () => {
  const warning = {
    code: "json-invalid-date",
    path: "users[3].born",
    message: "a Date that is none became null",
  } as const;
  lifetime.warnOfLoss("GET /users", warning);
  lifetime.warnOfLoss("GET /users", { ...warning, path: "users[4].born" });
  expect(log.entries).toHaveLength(1);
});
