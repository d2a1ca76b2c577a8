// Errors that are really made, by the runtime that runs the tests, wherever they can be.
import { connect, createServer } from "node:net";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { reportedErrors } from "../../src/debug/reported-errors.ts";

const fixOf = (thrown: unknown): string | null => reportedErrors(thrown)[0]!.reported.fix;

const thrownBy = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("it did not throw");
};

const isV8 = !("bun" in process.versions);

test.runIf(isV8)("reading a property of nothing: what was nothing", async () => {
  const user: { address?: { street: string } } = {};
  const error = await thrownBy(() => user.address!.street);
  expect(fixOf(error)).toBe(
    "user.address is undefined here: give it a value before, or write user.address?.street if it may be missing",
  );
});

test.runIf(isV8)("the same, with a call that nobody can name: nothing is said", async () => {
  const find = (): { name: string } | undefined => undefined;
  expect(fixOf(await thrownBy(() => find()!.name))).toBeNull();
});

test.runIf(isV8)("a method of arrays on a promise", async () => {
  const list = async (): Promise<number[]> => Promise.resolve([1]);
  const rows = list() as unknown as number[];
  expect(fixOf(await thrownBy(() => rows.map((row) => row)))).toBe(
    "if rows is a promise, wait for it: (await rows).map(…)",
  );
});

test.runIf(isV8)("the same on something else: nothing is said", async () => {
  const rows = { a: 1 } as unknown as number[];
  expect(fixOf(await thrownBy(() => rows.map((row) => row)))).toBeNull();
});

test("a refused connection: which service usually listens there", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), {
    code: "ECONNREFUSED",
    address: "127.0.0.1",
    port: 5432,
  });
  expect(fixOf(refused)).toBe(
    "nothing listens on 127.0.0.1:5432, the port of PostgreSQL: start it, or change the address",
  );
  const both = Object.assign(new AggregateError([refused]), { code: "ECONNREFUSED" });
  expect(fixOf(both)).toContain("the port of PostgreSQL");
});

test("a connection that is really refused", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const error = await new Promise((resolve) => connect(port, "127.0.0.1").once("error", resolve));
  expect(fixOf(error)).toBe(
    `nothing listens on 127.0.0.1:${port}: start what should, or change the address`,
  );
});

test("a relative path of a file that is not there: where it begins", async () => {
  const error = await thrownBy(async () => readFile("nowhere/users.json"));
  expect(fixOf(error)).toContain(
    `the path begins in the folder where the program was started, ${process.cwd()}`,
  );
  expect(fixOf(await thrownBy(async () => readFile("/nowhere/users.json")))).toBeNull();
});

test("HTML in the place of JSON", async () => {
  const error = await thrownBy(() => JSON.parse("<!doctype html>") as unknown);
  expect(fixOf(error)).toContain("it is HTML and not JSON");
});

test.runIf(isV8)("a body that is read twice", async () => {
  const response = new Response("x");
  await response.text();
  expect(fixOf(await thrownBy(async () => response.text()))).toContain("a body can be read once");
});

test.each([
  [new TypeError("Assignment to constant variable."), "declare it with let"],
  [new TypeError("Class constructor User cannot be invoked without 'new'"), "write new User(…)"],
  [
    new ReferenceError("__dirname is not defined in ES module scope"),
    "write import.meta.dirname, which modules have instead",
  ],
  [
    new ReferenceError("require is not defined in ES module scope"),
    "write import … from, which modules have instead",
  ],
  [
    new ReferenceError("Cannot access 'app' before initialization"),
    "move the declaration of app above this line",
  ],
  [
    Object.assign(new Error("x"), { code: "EADDRINUSE", port: 5000 }),
    "another program listens on port 5000: stop that one, or choose another",
  ],
  [
    Object.assign(new Error("x"), { code: "ENOTFOUND", hostname: "databse" }),
    "no such host: look at the spelling of databse",
  ],
])("%s", (error, fix) => {
  expect(fixOf(error)).toBe(fix);
});

test("recursion without an end", async () => {
  function again(n: number): number {
    return again(n + 1) + 1;
  }
  const error = await thrownBy(() => again(0));
  expect(fixOf(error)).toBe(
    isV8 ? "again calls itself without an end: let it return before" : fixOf(error),
  );
});

test.each([
  new Error("the card was declined"),
  new TypeError("x is not a function"),
  new Error(""),
])("of %s nothing is known", (error) => {
  expect(fixOf(error)).toBeNull();
});
