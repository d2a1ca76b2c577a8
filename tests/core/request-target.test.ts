import { describe, expect, test } from "vitest";
import { requestOf } from "./request-of.ts";

describe("what a request says of itself", () => {
  const request = requestOf({ method: "PATCH", target: "/a%2Fb/c?x=1&x=2&y=a+b%20c&z" });

  test("its method, its path as sent, its peer", () => {
    expect(request.method).toBe("PATCH");
    expect(request.path).toBe("/a%2Fb/c");
    expect(request.remoteAddress).toBe("192.0.2.7");
  });

  test("its query, decoded, with repeated names", () => {
    expect(request.query.getAll("x")).toEqual(["1", "2"]);
    expect(request.query.get("y")).toBe("a b c");
    expect(request.query.get("z")).toBe("");
    expect(request.query.get("missing")).toBeNull();
  });

  test("its URL", () => {
    expect(request.url.href).toBe("http://example.com:8080/a%2Fb/c?x=1&x=2&y=a+b%20c&z");
  });

  test("each part is made once", () => {
    expect(request.query).toBe(request.query);
    expect(request.url).toBe(request.url);
    expect(request.cookies).toBe(request.cookies);
  });

  test("no query is an empty one", () => {
    expect([...requestOf({ target: "/a" }).query]).toEqual([]);
    expect([...requestOf({ target: "/a?" }).query]).toEqual([]);
  });

  test("a name like __proto__ in a query is a name like any other", () => {
    const { query } = requestOf({ target: "/?__proto__=1&constructor=2" });
    expect(Object.fromEntries(query)).toEqual(
      Object.fromEntries([
        ["__proto__", "1"],
        ["constructor", "2"],
      ]),
    );
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
  });
});

describe("the URL", () => {
  test.each([
    ["//evil.example/a", "http://example.com:8080//evil.example/a"],
    ["/\\evil", "http://example.com:8080//evil"],
    ["/@evil.example", "http://example.com:8080/@evil.example"],
    ["*", "http://example.com:8080/"],
  ])("of target %s stays on the host asked for", (target, href) => {
    expect(requestOf({ target }).url.href).toBe(href);
  });

  test("without a host is that of localhost", () => {
    expect(requestOf({ authority: "" }).url.href).toBe("http://localhost/");
  });

  test.each(["1.2.3.999", "[::zz]", "a%00b", "a%2fb"])(
    "of host %s, which is none, is the client's mistake",
    (authority) => {
      const request = requestOf({ authority });
      expect(() => request.url).toThrow(expect.objectContaining({ status: 400 }));
    },
  );
});

describe("the parts of a URL", () => {
  const parts = (sent: Parameters<typeof requestOf>[0]): Record<string, unknown> => {
    const {
      url,
      baseUrl,
      rootUrl,
      hostUrl,
      host,
      fullPath,
      queryString,
      mountPath,
      scheme,
      isSecure,
    } = requestOf(sent);
    return {
      url: url.href,
      baseUrl,
      rootUrl,
      hostUrl,
      host,
      fullPath,
      queryString,
      mountPath,
      scheme,
      isSecure,
    };
  };

  test("at the root of a host", () => {
    expect(parts({ target: "/a/b?q=%C3%A9&b=%20+&c", authority: "oracle.test" })).toEqual({
      url: "http://oracle.test/a/b?q=%C3%A9&b=%20+&c",
      baseUrl: "http://oracle.test/a/b",
      rootUrl: "http://oracle.test/",
      hostUrl: "http://oracle.test/",
      host: "oracle.test",
      fullPath: "/a/b?q=%C3%A9&b=%20+&c",
      queryString: "q=%C3%A9&b=%20+&c",
      mountPath: "",
      scheme: "http",
      isSecure: false,
    });
  });

  test("behind a proxy that took a prefix off", () => {
    const sent = {
      target: "/a",
      authority: "pub.example:443",
      incoming: { scheme: "https", mountPath: "/pre" },
    } as const;
    expect(parts(sent)).toEqual({
      url: "https://pub.example/pre/a",
      baseUrl: "https://pub.example/pre/a",
      rootUrl: "https://pub.example/pre/",
      hostUrl: "https://pub.example/",
      host: "pub.example",
      fullPath: "/a?",
      queryString: "",
      mountPath: "/pre",
      scheme: "https",
      isSecure: true,
    });
  });

  test.each([
    ["http", "a:80", "a"],
    ["http", "a:443", "a:443"],
    ["https", "a:443", "a"],
    ["https", "a:80", "a:80"],
    ["http", "[::1]:80", "[::1]"],
    ["http", "[::80]", "[::80]"],
    ["http", "a:8080", "a:8080"],
    ["http", "", ""],
  ] as const)("of %s, the host %j is %j", (scheme, authority, host) => {
    expect(requestOf({ authority, incoming: { scheme } }).host).toBe(host);
  });

  test("of OPTIONS * are those of the server", () => {
    const request = requestOf({ method: "OPTIONS", target: "*" });
    expect(request.baseUrl).toBe("http://example.com:8080/");
    expect(request.path).toBe("*");
  });
});

describe("the way that a request came", () => {
  test("is the peer's address, whatever its fields say", () => {
    const request = requestOf({
      headers: { "x-forwarded-for": "9.9.9.9", forwarded: "for=9.9.9.9" },
    });
    expect(request.remoteAddress).toBe("192.0.2.7");
    expect(request.accessRoute).toEqual(["192.0.2.7"]);
  });

  test("is empty where there is no address", () => {
    expect(requestOf({ incoming: { remoteAddress: "" } }).accessRoute).toEqual([]);
  });

  test("is what a trusted proxy says", () => {
    const accessRoute = ["1.1.1.1", "9.9.9.9"];
    expect(requestOf({ incoming: { accessRoute } }).accessRoute).toBe(accessRoute);
  });
});
