import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { proxyFix } from "../../src/core/proxy-fix.ts";
import { hostTest } from "../../src/core/trusted-hosts.ts";

describe("a host that is listed", () => {
  test.each([
    ["example.com", "example.com", true],
    ["example.com", "EXAMPLE.com", true],
    ["Example.COM", "example.com", true],
    ["example.com", "example.com:8080", true],
    ["example.com", "www.example.com", false],
    ["example.com", "example.com.evil.example", false],
    ["example.com", "evilexample.com", false],
    ["example.com", "example.com.", false],
    ["example.com", "", false],
    ["example.com:8080", "example.com:8080", true],
    ["example.com:8080", "example.com", false],
    ["example.com:8080", "example.com:80", false],
    [".example.com", "example.com", true],
    [".example.com", "a.b.example.com:443", true],
    [".example.com", "evilexample.com", false],
    [".example.com", ".example.com", true],
    [".com", "example.com", true],
    ["127.0.0.1", "127.0.0.1:5000", true],
    ["[::1]", "[::1]:5000", true],
    ["[::1]", "[::1]", true],
    ["[::1]", "[::2]", false],
    ["müller.example", "xn--mller-kva.example", true],
    ["localhost", "localhost", true],
  ])("%s, asked for as %j: %s", (host, authority, isTrusted) => {
    expect(hostTest([host])(authority)).toBe(isTrusted);
  });
});

test.each([
  [[]],
  [[""]],
  [["."]],
  [["*"]],
  [["*.example.com"]],
  [["https://example.com"]],
  [["example.com/a"]],
  [["a@example.com"]],
  [["example.com?"]],
  [["exa mple.com"]],
  ["example.com" as never],
])("%j is no list of hosts", (hosts) => {
  expect(() => hostTest(hosts)).toThrow(expect.objectContaining({ code: "trusted-hosts" }));
});

describe("an application with trusted hosts", () => {
  const app = new Hipflask({ trustedHosts: ["example.com"] });
  const ran: string[] = [];
  app.beforeRequest(({ request }) => void ran.push(request.host));
  app.wrap(proxyFix({ trusted: 1, host: true }));
  app.get("/dir/", ({ request }) => request.rootUrl);
  const get = (host: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.fetch(new Request(`http://${host}/dir/?a`, { headers }));

  test("answers for them", async () => {
    expect(await (await get("example.com:8080")).text()).toBe("http://example.com:8080/");
  });

  test("refuses others with a problem, before anything has run", async () => {
    ran.length = 0;
    for (const host of ["evil.example", "example.com.evil.example", "sub.example.com"]) {
      const response = await get(host);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        detail: "this host is not served here",
        instance: "/dir/",
      });
    }
    expect(ran).toEqual([]);
  });

  test("judges the host that a trusted proxy names", async () => {
    expect((await get("inner", { "x-forwarded-host": "example.com" })).status).toBe(200);
    expect((await get("example.com", { "x-forwarded-host": "evil.example" })).status).toBe(400);
  });

  test("does not redirect to others", async () => {
    const response = await app.fetch(new Request("http://evil.example/dir"));
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });
});
