// In the process of the test runner itself, which throws and catches errors of its own all the time.
import { readFile } from "node:fs/promises";
import { serialize } from "cookie";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { abort } from "../../../src/errors/abort.ts";
import { startLocals } from "../../../src/debug/locals/index.ts";
import type { Locals } from "../../../src/debug/locals.ts";
import { captured, rejectionOf, texts, thrownBy } from "./errors.ts";

let locals: Locals;

beforeAll(async () => {
  const started = await startLocals();
  if (typeof started === "string") throw new Error(started);
  locals = started;
});

afterAll(() => locals.stop());

const fail = (message = "no"): never => {
  throw new Error(message);
};

/** The variables of the innermost frame. */
const ofInnermost = async (error: unknown): Promise<Record<string, string>> =>
  texts((await captured(locals, error)).frames[0]);

describe("the variables of each frame are kept", () => {
  test("of functions that called each other, the innermost first", async () => {
    function find(id: number): never {
      const table = "users";
      throw new Error(`no ${id} in ${table}`);
    }
    function show(name: string): void {
      const ids = new Map([[name, 7]]);
      find(ids.get(name)!);
    }
    const { frames } = await captured(
      locals,
      thrownBy(() => show("sweety")),
    );
    expect(frames.slice(0, 2).map(({ name }) => name)).toEqual(["find", "show"]);
    expect(frames[0]?.url).toMatch(/tests\/debug\/locals\/index\.node\.test\.ts$/);
    expect(texts(frames[0])).toMatchObject({ id: "7", table: '"users"' });
    expect(texts(frames[1])).toMatchObject({ name: '"sweety"', ids: 'Map(1) {"sweety" => 7}' });
  });

  test("of a function that goes on after an await, and not of those that wait for it", async () => {
    async function find(id: number): Promise<never> {
      await Promise.resolve();
      return fail(`no ${id}`);
    }
    async function show(): Promise<void> {
      const name = "sweety";
      await find(name.length);
    }
    const { frames } = await captured(locals, await rejectionOf(show()));
    expect(frames.map(({ name }) => name)).toEqual(["fail", "find"]);
    expect(texts(frames[1])).toMatchObject({ id: "6" });
  });

  test("of a callback in a chain of promises", async () => {
    const chain = Promise.resolve(20).then((value) => {
      const doubled = value * 2;
      return fail(String(doubled));
    });
    const { frames } = await captured(locals, await rejectionOf(chain));
    expect(texts(frames[1])).toMatchObject({ value: "20", doubled: "40" });
  });

  test("of what rejects a promise without throwing", async () => {
    function refuse(): Promise<never> {
      const attempt = 3;
      return Promise.reject(new Error(`refused ${attempt}`));
    }
    expect(await ofInnermost(await rejectionOf(refuse()))).toMatchObject({ attempt: "3" });
  });

  test("of a method, with its this", async () => {
    class Account {
      owner = "sweety";
      withdraw(amount: number): never {
        throw new RangeError(`not ${amount}`);
      }
    }
    const error = thrownBy(() => new Account().withdraw(9));
    expect(await ofInnermost(error)).toMatchObject({
      amount: "9",
      this: 'Account {owner: "sweety"}',
    });
  });

  test("of an arrow function, with the `this` that it sees and not that of its call", async () => {
    class Shop {
      name = "corner";
      readonly handlers = {
        open: (): never => {
          if (this.name === "corner") throw new Error("closed");
          throw new Error("lost");
        },
      };
    }
    const handlers = { shut: (): never => fail("shut"), other: 1 };
    const open = await captured(
      locals,
      thrownBy(() => new Shop().handlers.open()),
    );
    expect(texts(open.frames[0])["this"]).toMatch(/^Shop \{name: "corner"/);
    const shut = await captured(
      locals,
      thrownBy(() => handlers.shut()),
    );
    expect(texts(shut.frames[1])).not.toHaveProperty("this");
  });

  test("of a constructor that has not called that of its class", async () => {
    class Base {}
    class Late extends Base {
      constructor(size: number) {
        if (size > 0) throw new Error(String(size));
        super();
      }
    }
    expect(await ofInnermost(thrownBy(() => new Late(7)))).toMatchObject({ size: "7" });
  });

  test("of a generator", async () => {
    function* count(): Generator<number> {
      const last = 1;
      yield last;
      throw new Error("counted");
    }
    expect(await ofInnermost(thrownBy(() => [...count()]))).toMatchObject({ last: "1" });
  });

  test("of blocks, a catch and what encloses the function, with what hides what", async () => {
    const outer = "outer";
    const hidden = "outer";
    function run(): void {
      try {
        JSON.parse("{");
      } catch (cause) {
        for (const hidden of [1]) throw new Error(outer + hidden, { cause });
      }
    }
    const error = thrownBy(run);
    const { frames } = await captured(locals, error);
    expect(texts(frames[0])).toMatchObject({ hidden: "1", outer: '"outer"' });
    expect(texts(frames[0])["cause"]).toMatch(/^SyntaxError: /);
    const scopes = frames[0]!.variables.map(({ name, scope }) => [name, scope]);
    expect(scopes).toContainEqual(["cause", "catch"]);
    expect(scopes).toContainEqual(["outer", "closure"]);
    expect(scopes.filter(([name]) => name === "hidden")).toEqual([["hidden", "block"]]);
    expect(hidden).toBe("outer");
    expect(await ofInnermost((error as Error).cause)).toMatchObject({ outer: '"outer"' });
  });

  test("of each error of an aggregate", async () => {
    const one = (): never => {
      const which = 1;
      throw new Error(String(which));
    };
    const two = (): never => {
      const which = 2;
      throw new Error(String(which));
    };
    const tries = [one, two].map(async (run) => run());
    const { errors } = (await rejectionOf(Promise.any(tries))) as AggregateError;
    expect(await ofInnermost(errors[0])).toMatchObject({ which: "1" });
    expect(await ofInnermost(errors[1])).toMatchObject({ which: "2" });
  });

  test("of which some are not there yet", async () => {
    const error = thrownBy(() => {
      const read = (): number => later;
      if (read.length === 0) throw new Error("too early");
      const later = 1;
    });
    expect(await ofInnermost(error)).toMatchObject({ later: "(not initialised yet)" });
  });

  test("as they were when the error was thrown first", async () => {
    let count = 1;
    const seen = { count };
    const error = thrownBy(() => {
      try {
        throw new Error(String(seen.count));
      } catch (error) {
        count = 2;
        seen.count = 2;
        throw error;
      }
    });
    expect(count).toBe(2);
    expect(await ofInnermost(error)).toMatchObject({ seen: "{count: 1}" });
  });
});

describe("there are no variables, and a sentence says why", () => {
  test.each([
    ["a string", "no"],
    ["a number", 7],
    ["an undefined", undefined],
  ])("of %s", async (what, value) => {
    expect(await locals.captureOf(value)).toBe(
      `What was thrown is ${what}: only objects, such as errors, can be recognised. Throw an Error to see variables.`,
    );
  });

  test("of an error that nobody threw", async () => {
    expect(await locals.captureOf(new Error("no"))).toBe("It was not seen when it was thrown.");
  });

  test("of one that the runtime made while the program waited", async () => {
    expect(await locals.captureOf(await rejectionOf(readFile("/not/there")))).toMatch(
      /^It was thrown.* while none of the program's functions was running\.$/,
    );
  });
});

test("nothing is kept of what is meant for clients", async () => {
  const error = thrownBy(() => abort(404));
  expect(await locals.captureOf(error)).toMatch(/^It was thrown inside Hipflask/);
  expect(await locals.captureOf(thrownBy(() => abort(404)))).toMatch(
    /^It was thrown inside Hipflask/,
  );
});

test("what answers with an error when it is asked is thrown like anything else", async () => {
  const trap = (): never => {
    throw new Error("a trap was sprung");
  };
  const hostile = new Proxy(new Error("no"), { get: trap, getPrototypeOf: trap, has: trap });
  const frame = await ofInnermost(
    thrownBy(() => {
      const size = 1;
      if (size) throw hostile;
    }),
  );
  expect(frame).toMatchObject({ size: "1", hostile: "Proxy" });
  expect(await locals.captureOf(new Proxy(new Error("no"), { get: trap }))).toMatch(
    /^It was thrown/,
  );
});

describe("of what is thrown inside others' code", () => {
  test("the runtime's errors have the variables of the program", async () => {
    const parse = (address: string): URL => new URL(address);
    expect(await ofInnermost(thrownBy(() => parse("no")))).toMatchObject({ address: '"no"' });
  });

  // V8 of Node 20 looks at the function that throws, later ones at those that an error passes as well.
  test("a library's errors have them the second time at the latest", async () => {
    const nameCookie = (name: string): string => serialize(name, "value");
    const first = await locals.captureOf(thrownBy(() => nameCookie("a b")));
    if (typeof first === "string") {
      expect(first).toBe(
        "It was thrown inside cookie, whose errors were not watched until now: send the request again.",
      );
    }
    expect(await ofInnermost(thrownBy(() => nameCookie("b c")))).toMatchObject({ name: '"b c"' });
  });
});
