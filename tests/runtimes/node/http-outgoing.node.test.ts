import { describe, expect, test } from "vitest";
import { HeaderFields, type Outgoing } from "../../../src/gateway.ts";
import { discardBody, send } from "../../../src/runtimes/node/http-outgoing.ts";
import { exchange } from "./http-messages.ts";

async function* letters(): AsyncGenerator<string> {
  yield "a";
  yield "é";
}

const answer = async (outgoing: Partial<Outgoing>, isHead = false): Promise<string> =>
  exchange(
    `${isHead ? "HEAD" : "GET"} / HTTP/1.1\r\nHost: h\r\n\r\n`,
    async (message, response) => {
      const whole = { status: 200, headers: new HeaderFields(), body: null, ...outgoing };
      await send(response, whole, isHead, false).catch(() => message.socket.destroy());
    },
  );

describe("a response of node:http", () => {
  test.each<[string, Partial<Outgoing>, boolean, RegExp]>([
    ["text", { body: "é" }, false, /content-length: 2\r\n[\s\S]*\r\n\r\né$/],
    ["bytes", { body: Uint8Array.of(65) }, false, /content-length: 1\r\n[\s\S]*\r\n\r\nA$/],
    ["nothing", {}, false, /content-length: 0\r\n/],
    [
      "a stream",
      { body: letters() },
      false,
      /transfer-encoding: chunked\r\n[\s\S]*(?:1\r\na\r\n2\r\né|3\r\naé)\r\n0\r\n\r\n$/i,
    ],
    [
      "a stream of a known length",
      { body: letters(), contentLength: 3 },
      false,
      /content-length: 3\r\n[\s\S]*\r\n\r\naé$/,
    ],
    ["only the head", { body: "é" }, true, /content-length: 2\r\n[\s\S]*\r\n\r\n$/],
    ["a head of a length that is known", { contentLength: 9 }, true, /content-length: 9\r\n/],
    [
      "its own framing",
      { body: "a", headers: new HeaderFields({ "content-length": "7" }) },
      false,
      /content-length: 1\r\n/,
    ],
  ])("sends %s", async (_, outgoing, isHead, expected) => {
    expect(await answer(outgoing, isHead)).toMatch(expected);
  });

  test.each([[2], [4]])("cuts a stream of 3 bytes that was to have %i", async (contentLength) => {
    const received = await answer({ body: letters(), contentLength });
    expect(received.split("\r\n\r\n")[1]?.length).toBeLessThan(contentLength);
  });
});

test("a body that nobody reads hears of it", async () => {
  let returned = false;
  const body = {
    [Symbol.asyncIterator]: () => ({
      next: async () => Promise.resolve({ done: true as const, value: undefined }),
      return: async () => {
        returned = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  await discardBody({ status: 200, headers: new HeaderFields(), body });
  expect(returned).toBe(true);
});
