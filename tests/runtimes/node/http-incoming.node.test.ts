import { describe, expect, test } from "vitest";
import type { Incoming } from "../../../src/gateway.ts";
import { HttpIncoming } from "../../../src/runtimes/node/http-incoming.ts";
import { exchange } from "./http-messages.ts";

const closing = new AbortController().signal;

/** What a reader makes of the request that a text is. */
const read = async <Value>(
  text: string,
  reader: (incoming: Incoming) => Value | Promise<Value>,
): Promise<Value> => {
  let value: Value | undefined;
  await exchange(text, async (message, response) => {
    const incoming = new HttpIncoming(message, {
      scheme: "https",
      signal: () => AbortSignal.abort(),
      closing,
      sendContinue: () => {},
    });
    value = await reader(incoming);
    response.writeHead(204, { connection: "close" }).end();
  });
  return value as Value;
};

const facts = ({
  authority,
  hasBody,
  method,
  remoteAddress,
  scheme,
  target,
  upgrade,
}: Incoming) => ({
  authority,
  hasBody,
  method,
  remoteAddress,
  scheme,
  target,
  upgrade,
});

describe("a request of node:http", () => {
  test("hears of the end of its server from its connection", async () => {
    expect(await read("GET / HTTP/1.1\r\nHost: h\r\n\r\n", (request) => request.closing)).toBe(
      closing,
    );
  });

  test("has what was sent", async () => {
    expect(await read("PURGE /a?b=%20 HTTP/1.1\r\nHost: h:1\r\n\r\n", facts)).toEqual({
      authority: "h:1",
      hasBody: false,
      method: "PURGE",
      remoteAddress: "127.0.0.1",
      scheme: "https",
      target: "/a?b=%20",
      upgrade: null,
    });
  });

  test.each([
    ["http://other:2/a?b", "other:2", "/a?b"],
    ["http://other", "other", "/"],
    ["http://other?b", "other", "/?b"],
    ["/plain", "h", "/plain"],
  ])("asked for by %s", async (target, authority, path) => {
    const seen = await read(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`, facts);
    expect(seen).toMatchObject({ authority, target: path });
  });

  test("keeps fields that come several times", async () => {
    const text = "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a: 2\r\n\r\n";
    expect(await read(text, ({ headers }) => headers.get("x-a"))).toBe("1, 2");
  });

  test("whose body does not come whole says so", async () => {
    const text = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc";
    const lengthOf = async (incoming: Incoming): Promise<number> =>
      (await incoming.readBody(3)).length;
    expect(await read(text, lengthOf)).toBe(3);
    const tooLong = async (incoming: Incoming): Promise<unknown> => {
      try {
        return await incoming.readBody(2);
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(await read(text, tooLong)).toBe("body-too-large");
  });
});
