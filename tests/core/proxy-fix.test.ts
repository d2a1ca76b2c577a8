import { describe, expect, test } from "vitest";
import { proxyFix, type ProxyFixOptions } from "../../src/core/proxy-fix.ts";
import type { Incoming, Outgoing } from "../../src/gateway.ts";
import { HeaderFields, type HeaderFieldsInit } from "../../src/http/headers.ts";
import { incoming } from "./incoming.ts";

const all = { for: true, proto: true, host: true, port: true, prefix: true };
const pass: Outgoing = { status: 204, headers: new HeaderFields(), body: null };

/** The request as it comes out of the layer, or the layer's own answer. */
function through(
  options: ProxyFixOptions,
  headers: HeaderFieldsInit,
  parts: Partial<Incoming> = {},
): Incoming | Outgoing {
  let seen: Incoming | undefined;
  const gateway = proxyFix(options)((arrived) => {
    seen = arrived;
    return pass;
  });
  const peer = { remoteAddress: "10.0.0.1", authority: "inner:8000", ...parts };
  const answer = gateway(incoming({ ...peer, headers: new HeaderFields(headers) })) as Outgoing;
  return seen ?? answer;
}

describe("one trusted proxy", () => {
  test("is believed about all that it is configured to say: the last value counts", () => {
    const headers = {
      "X-Forwarded-For": "1.1.1.1, 9.9.9.9",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "pub.example",
      "X-Forwarded-Port": "8443",
      "X-Forwarded-Prefix": "/pre/",
    };
    expect(through({ trusted: 1, ...all }, headers)).toMatchObject({
      remoteAddress: "9.9.9.9",
      accessRoute: ["1.1.1.1", "9.9.9.9"],
      scheme: "https",
      authority: "pub.example:8443",
      mountPath: "/pre",
    });
  });

  test("is believed about address and scheme only, unless told otherwise", () => {
    const headers = {
      "X-Forwarded-For": "9.9.9.9",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Port": "1",
      "X-Forwarded-Prefix": "/evil",
    };
    expect(through({ trusted: 1 }, headers)).toMatchObject({
      remoteAddress: "9.9.9.9",
      scheme: "https",
      authority: "inner:8000",
      mountPath: "",
    });
  });

  test("that says nothing changes nothing", () => {
    expect(through({ trusted: 1, ...all }, {}, { mountPath: "/kept" })).toMatchObject({
      remoteAddress: "10.0.0.1",
      accessRoute: ["10.0.0.1"],
      scheme: "http",
      authority: "inner:8000",
      mountPath: "/kept",
    });
  });

  test("that hides the client leaves no address", () => {
    expect(through({ trusted: 1 }, { "X-Forwarded-For": "unknown" })).toMatchObject({
      remoteAddress: "",
    });
  });
});

describe("several proxies by their number", () => {
  test.each([
    [1, "3.3.3.3"],
    [2, "2.2.2.2"],
    [3, "1.1.1.1"],
    [4, "10.0.0.1"],
  ])("%d: the client is %s", (trusted, remoteAddress) => {
    expect(through({ trusted }, { "X-Forwarded-For": "1.1.1.1, 2.2.2.2, 3.3.3.3" })).toMatchObject({
      remoteAddress,
    });
  });

  test("each field can have its own number", () => {
    const headers = { "X-Forwarded-For": "1.1.1.1, 2.2.2.2", "X-Forwarded-Proto": "http, https" };
    expect(through({ trusted: 2, proto: 1 }, headers)).toMatchObject({
      remoteAddress: "1.1.1.1",
      scheme: "https",
    });
    expect(through({ trusted: 2, for: 1, proto: false }, headers)).toMatchObject({
      remoteAddress: "2.2.2.2",
      scheme: "http",
    });
  });
});

describe("proxies by their networks", () => {
  const trusted = ["10.0.0.0/8", "loopback"];

  test("from another peer nothing is believed", () => {
    const headers = { "X-Forwarded-For": "1.1.1.1", "X-Forwarded-Proto": "https" };
    for (const remoteAddress of ["11.0.0.1", "", "::ffff:11.0.0.1"]) {
      expect(through({ trusted, ...all }, headers, { remoteAddress })).toMatchObject({
        remoteAddress,
        scheme: "http",
      });
    }
  });

  test.each([
    ["9.9.9.9", "9.9.9.9"],
    ["1.1.1.1, 9.9.9.9", "9.9.9.9"],
    ["1.1.1.1, 9.9.9.9, 10.0.0.7", "9.9.9.9"],
    ["9.9.9.9, ::ffff:10.0.0.7, 127.0.0.1", "9.9.9.9"],
    ["10.0.0.8, 10.0.0.7", "10.0.0.8"],
    ["9.9.9.9, unknown, 10.0.0.7", ""],
    ["9.9.9.9, 010.0.0.1", ""],
  ])("X-Forwarded-For: %s, the client is %s", (field, remoteAddress) => {
    expect(through({ trusted }, { "X-Forwarded-For": field })).toMatchObject({ remoteAddress });
  });

  test("a peer whose IPv4 address is mapped into IPv6 is the same peer", () => {
    const headers = { "X-Forwarded-For": "9.9.9.9" };
    expect(through({ trusted }, headers, { remoteAddress: "::ffff:10.0.0.1" })).toMatchObject({
      remoteAddress: "9.9.9.9",
    });
  });

  test("the other fields are taken from the farthest that is trusted, or where one replaced them", () => {
    const headers = {
      "X-Forwarded-For": "9.9.9.9, 10.0.0.7",
      "X-Forwarded-Proto": "https, http",
      "X-Forwarded-Host": "pub.example",
    };
    expect(through({ trusted, ...all }, headers)).toMatchObject({
      scheme: "https",
      authority: "pub.example",
    });
    const spoofed = { ...headers, "X-Forwarded-Host": "evil.example, pub.example, inner" };
    expect(through({ trusted, ...all }, spoofed)).toMatchObject({ authority: "pub.example" });
  });
});

describe("RFC 7239", () => {
  test("is read instead of the other fields", () => {
    const headers = {
      Forwarded:
        'for=1.1.1.1;host=evil.example, for="[2001:DB8::1]:4711";proto=https;host=pub.example',
      "X-Forwarded-For": "6.6.6.6",
    };
    expect(through({ trusted: 1, ...all, header: "forwarded" }, headers)).toMatchObject({
      remoteAddress: "2001:db8::1",
      scheme: "https",
      authority: "pub.example",
    });
  });

  test("what the trusted proxy does not say is not taken from another", () => {
    const headers = { Forwarded: "for=1.1.1.1;host=evil.example, for=9.9.9.9" };
    expect(through({ trusted: 1, ...all, header: "forwarded" }, headers)).toMatchObject({
      authority: "inner:8000",
    });
  });

  test("malformed, it is refused", () => {
    expect(through({ trusted: 1, header: "forwarded" }, { Forwarded: "for=a b" })).toMatchObject({
      status: 400,
    });
  });
});

describe("what cannot be true is 400", () => {
  test.each([
    ["Proto", "ftp"],
    ["Proto", "https://"],
    ["Host", "a@b.example"],
    ["Host", "a/b"],
    ["Host", "a:99999"],
    ["Port", "0"],
    ["Port", "65536"],
    ["Port", "8080x"],
    ["Prefix", "api"],
    ["Prefix", "//evil.example"],
    ["Prefix", "/a//b"],
    ["Prefix", "/a/../b"],
    ["Prefix", "/a?b"],
    ["Prefix", "https://evil.example"],
  ])("X-Forwarded-%s: %s", (name, value) => {
    const answer = through({ trusted: 1, ...all }, { [`X-Forwarded-${name}`]: value }) as Outgoing;
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body as string)).toMatchObject({ status: 400, instance: "/" });
  });
});

test.each([
  { trusted: 0 },
  { trusted: -1 },
  { trusted: 1.5 },
  { trusted: [] },
  { trusted: ["10.0.0.0/99"] },
  { trusted: "10.0.0.0/8" as never },
  { trusted: undefined as never },
  { trusted: 1, host: -1 },
  { trusted: 1, host: 0.5 },
  { trusted: ["10.0.0.0/8"], for: 2 },
])("%j trusts nobody that there is", (options) => {
  expect(() => proxyFix(options)).toThrow(expect.objectContaining({ code: "proxy-fix" }));
});

test("what the gateway answers is passed on as it is, at once", () => {
  const answer = proxyFix({ trusted: 1 })(() => pass)(incoming());
  expect(answer).toBe(pass);
});
