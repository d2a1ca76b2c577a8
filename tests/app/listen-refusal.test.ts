import { describe, expect, test } from "vitest";
import { explainListenFailure } from "../../src/app/listen-refusal.ts";
import { SetupError } from "../../src/errors/setup-error.ts";
import { ListenFailure } from "../../src/runtimes/listen-failure.ts";

describe("why the system does not let a program listen", () => {
  test.each([
    ["EADDRINUSE", "port-taken", "another program listens there"],
    ["EACCES", "port-not-allowed", "this user may not listen there"],
    ["EADDRNOTAVAIL", "host-not-here", "this machine has no such address"],
    ["EAFNOSUPPORT", "host-not-here", "this machine does not speak that kind of address"],
    ["ENOTFOUND", "host-unknown", "the name has no address"],
    ["EAI_AGAIN", "host-unknown", "no name server could be asked"],
  ])("%s is %s", (systemCode, code, reason) => {
    const cause = Object.assign(new Error(`listen ${systemCode}`), { code: systemCode });
    const explained = explainListenFailure(cause, "127.0.0.1:80") as SetupError;
    expect(explained).toBeInstanceOf(SetupError);
    expect(explained.code).toBe(code);
    expect(explained.message).toContain(`Cannot listen on 127.0.0.1:80: ${reason}`);
    expect(explained.cause).toBe(cause);
  });

  test.each([
    ["another system error", Object.assign(new Error("x"), { code: "EMFILE" })],
    ["a name that every object has", Object.assign(new Error("x"), { code: "toString" })],
    ["no code", new Error("x")],
    ["text", "x"],
    ["null", null],
  ])("%s stays what it is", (_, error) => {
    expect(explainListenFailure(error, "127.0.0.1:80")).toBe(error);
  });
});

test("what the runtime says itself is the message", () => {
  const cause = new Error("x");
  const failure = new ListenFailure({
    code: "tls-file",
    message: "no file",
    fix: "make it",
    cause,
  });
  const explained = explainListenFailure(failure, "127.0.0.1:80") as SetupError;
  expect(explained).toBeInstanceOf(SetupError);
  expect(explained.message).toBe("no file\nFix: make it    [tls-file]");
  expect(explained.cause).toBe(cause);
});
