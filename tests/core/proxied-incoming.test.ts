import { expect, test } from "vitest";
import { ProxiedIncoming } from "../../src/core/proxied-incoming.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { incoming } from "./incoming.ts";

test("what the proxy knows better is its, all else is the request's", async () => {
  const facts = {
    remoteAddress: "203.0.113.9",
    accessRoute: ["203.0.113.9"],
    scheme: "https",
    authority: "example.com",
    mountPath: "/api",
  } as const;
  const kept: unknown[] = [];
  const inner = incoming({
    method: "POST",
    target: "/a?b",
    headers: new HeaderFields({ "x-a": "1" }),
    closing: new AbortController().signal,
    hasBody: true,
    upgrade: "websocket",
    readBody: (maxBytes) => Uint8Array.of(maxBytes),
    async *streamBody(maxBytes) {
      yield Uint8Array.of(maxBytes);
    },
    waitUntil: (work) => void kept.push(work),
  });
  const proxied = new ProxiedIncoming(inner, facts);
  expect(proxied).toMatchObject(facts);
  for (const part of [
    "method",
    "target",
    "headers",
    "signal",
    "closing",
    "hasBody",
    "upgrade",
  ] as const) {
    expect(proxied[part]).toBe(inner[part]);
  }
  expect(proxied.readBody(5)).toEqual(Uint8Array.of(5));
  for await (const piece of proxied.streamBody(6)) expect(piece).toEqual(Uint8Array.of(6));
  const work = Promise.resolve();
  proxied.waitUntil(work);
  expect(kept).toEqual([work]);
  expect(() => new ProxiedIncoming(incoming(), facts).waitUntil(work)).not.toThrow();
});
