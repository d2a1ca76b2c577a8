import { describe, expect, test } from "vitest";
import { checkOptions, explainListenFailure } from "../../src/app/listen-options.ts";
import { SetupError } from "../../src/errors/setup-error.ts";

describe("options that fit", () => {
  test.each([
    [{}],
    [{ host: "127.0.0.1" }],
    [{ host: "::1" }],
    [{ host: "localhost" }],
    [{ port: 0 }],
    [{ port: 65_535 }],
    [{ debug: true }],
    [{ drainTimeoutMs: 1 }],
    [{ limits: { maxHeadBytes: 1024 } }],
    [{ limits: { maxDiscardedBytes: 0 } }],
    [{ timeouts: { idleTimeoutMs: 100 } }],
    [{ host: undefined, port: undefined, debug: undefined, limits: undefined }],
  ])("%j", (options) => {
    expect(() => checkOptions(options)).not.toThrow();
  });
});

describe("options that do not fit are refused, with what they are and should be", () => {
  test.each([
    [{ port: 65_536 }, "port: 65536: it must be a whole number from 0 to 65535"],
    [{ port: -1 }, "port: -1"],
    [{ port: 80.5 }, "port: 80.5"],
    [{ port: Number.NaN }, "port: NaN"],
    [{ port: "5000" }, 'port: "5000"'],
    [{ port: 5000n }, "port: 5000"],
    [{ port: null }, "port: null"],
    [{ host: "" }, 'host: "": it must be a host name or an address'],
    [{ host: "http://localhost" }, 'host: "http://localhost"'],
    [{ host: "a b" }, 'host: "a b"'],
    [{ host: 127 }, "host: 127"],
    [{ debug: "yes" }, 'debug: "yes": it must be true or false'],
    [{ debug: 1 }, "debug: 1"],
    [{ drainTimeoutMs: -1 }, "drainTimeoutMs: -1: it must be a number of milliseconds"],
    [{ drainTimeoutMs: 2 ** 31 }, "drainTimeoutMs: 2147483648"],
    [{ drainTimeoutMs: "1s" }, 'drainTimeoutMs: "1s"'],
    [
      { limits: { maxHeadBytes: "1k" } },
      'limits.maxHeadBytes: "1k": it must be a whole number, 0 or more',
    ],
    [{ limits: { maxHeadBytes: -1 } }, "limits.maxHeadBytes: -1"],
    [{ limits: { maxHeadBytes: 1.5 } }, "limits.maxHeadBytes: 1.5"],
    [{ limits: { maxHeadBytes: undefined } }, "limits.maxHeadBytes: undefined"],
    [{ limits: { maxHeadByte: 1 } }, 'option "limits.maxHeadByte": there is none of that name'],
    [{ limits: [1] }, "limits: 1: it must be an object"],
    [{ limits: 1024 }, "limits: 1024"],
    [{ limits: null }, "limits: null"],
    [
      { timeouts: { idleTimeoutMs: 0 } },
      "timeouts.idleTimeoutMs: 0: it must be a number of milliseconds",
    ],
    [{ timeouts: { idleTimeoutMs: Infinity } }, "timeouts.idleTimeoutMs: Infinity"],
    [{ timeouts: { idle: 5 } }, 'option "timeouts.idle": there is none of that name'],
    [{ prot: 80 }, 'option "prot": there is none of that name'],
    [{ toString: 1 }, 'option "toString": there is none of that name'],
    [5000, "5000: options must be an object"],
    ["0.0.0.0", '"0.0.0.0": options must be an object'],
    [null, "null: options must be an object"],
  ])("%o", (options, said) => {
    expect(() => checkOptions(options as never)).toThrow(
      expect.objectContaining({
        code: "run-option",
        message: expect.stringContaining(`Cannot run with ${said}`),
      }),
    );
  });

  test("one that has no name of ours is answered by those that have", () => {
    expect(() => checkOptions({ prot: 80 } as never)).toThrow(
      "Fix: use host, port, debug, limits, timeouts, drainTimeoutMs",
    );
  });
});

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
    const explained = explainListenFailure(cause, "127.0.0.1", 80) as SetupError;
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
    expect(explainListenFailure(error, "127.0.0.1", 80)).toBe(error);
  });
});
