import { describe, expect, test } from "vitest";
import {
  checkListenOptions,
  checkOptions,
  socketPath,
  type RunOptions,
} from "../../src/app/listen-options.ts";

describe("options that fit", () => {
  test.each([
    [{}],
    [{ host: "127.0.0.1" }],
    [{ host: "::1" }],
    [{ host: "localhost" }],
    [{ port: 0 }],
    [{ port: 65_535 }],
    [{ debug: true }],
    [{ debug: { console: "beyond-loopback", hosts: ["dev.example.com"] } }],
    [{ debug: { console: undefined, hosts: undefined } }],
    [{ path: "/run/app.sock", mode: 0o660 }],
    [{ host: "unix:///run/app.sock" }],
    [{ host: "unix:app.sock" }],
    [{ backlog: 1, reusePort: true }],
    [{ tls: "adhoc" }],
    [{ workers: 1 }],
    [{ server: "node:http" }],
    [{ workers: "auto" }],
    [{ tls: { key: "key.pem", cert: new Uint8Array(1), passphrase: "", ca: "ca.pem" } }],
    [{ tls: { key: "k", cert: "c", hosts: { "a.example": { key: "k", cert: "c" } } } }],
    [{ limits: { maxConnections: 10 }, timeouts: { handshakeTimeoutMs: 10 } }],
    [{ drainTimeoutMs: 1 }],
    [{ limits: { maxHeadBytes: 1024 } }],
    [{ limits: { maxDiscardedBytes: 0 } }],
    [{ timeouts: { idleTimeoutMs: 100 } }],
    [{ host: undefined, port: undefined, debug: undefined, limits: undefined }],
  ])("%j", (options) => {
    expect(() => checkOptions(options as RunOptions)).not.toThrow();
  });
});

describe("the path of a Unix socket", () => {
  test.each([
    [{}, undefined],
    [{ host: "127.0.0.1" }, undefined],
    [{ path: "/run/app.sock" }, "/run/app.sock"],
    [{ host: "unix:///run/app.sock" }, "/run/app.sock"],
    [{ host: "unix:/run/app.sock" }, "/run/app.sock"],
    [{ host: "unix:app.sock" }, "app.sock"],
    [{ host: "unix://app.sock" }, "app.sock"],
  ])("%j: %s", (options, path) => {
    expect(socketPath(options)).toBe(path);
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
    [{ host: "unix:" }, 'host: "unix:"'],
    [{ path: "" }, 'path: "": it must be a path'],
    [{ path: "a\0b" }, 'path: "a'],
    [{ path: "/run/app.sock", port: 80 }, 'path "/run/app.sock" and with host or port'],
    [{ path: "/run/app.sock", host: "::" }, 'path "/run/app.sock" and with host or port'],
    [{ mode: "660" }, 'mode: "660": it must be permissions such as 0o660'],
    [{ mode: 0o1777 }, "mode: 1023"],
    [{ backlog: 0 }, "backlog: 0: it must be a whole number, 1 or more"],
    [{ reusePort: 1 }, "reusePort: 1: it must be true or false"],
    [{ tls: true }, 'tls: true: it must be an object with key and cert, or "adhoc"'],
    [{ tls: { key: "k" } }, "tls: [object Object]"],
    [{ tls: { key: "", cert: "c" } }, 'tls.key: "": it must be text or bytes in PEM, or the path'],
    [{ tls: { key: "k", cert: 1 } }, "tls.cert: 1"],
    [{ tls: { key: "k", cert: "c", pfx: "p" } }, 'option "tls.pfx": there is none of that name'],
    [
      { tls: { key: "k", cert: "c", hosts: { "a.example": { key: "k" } } } },
      'tls.hosts["a.example"].cert: undefined: it must be',
    ],
    [{ server: "http" }, 'server: "http": it must be "node:http", or left out'],
    [{ workers: 0 }, 'workers: 0: it must be a whole number, 1 or more, or "auto"'],
    [{ workers: "all" }, 'workers: "all"'],
    [{ debug: "yes" }, 'debug: "yes": it must be true, false, or an object'],
    [{ debug: 1 }, "debug: 1"],
    [{ debug: null }, "debug: null"],
    [{ debug: { console: "yes" } }, 'debug.console: "yes": it must be true, false, or "beyond'],
    [{ debug: { hosts: "dev.example.com" } }, "debug.hosts: "],
    [{ debug: { hosts: [1] } }, "debug.hosts: 1: it must be a list of host names"],
    [{ debug: { pin: 1 } }, 'option "debug.pin": there is none of that name'],
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
      "Fix: use host, port, path, mode, backlog, reusePort, tls, server, debug, limits, timeouts, drainTimeoutMs, workers",
    );
  });
});

test("workers are for programs of their own", () => {
  const options = { workers: 2 } as never;
  expect(() => checkListenOptions(options)).toThrow("Cannot listen with workers");
  expect(() => checkListenOptions({ port: 0 })).not.toThrow();
});
