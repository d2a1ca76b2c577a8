import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { testRequest, type TestRequestInit } from "../../src/testing/test-request.ts";

const request = (path: string, init: TestRequestInit = {}, method = "POST"): Request =>
  testRequest(method, path, init, new URL("http://localhost"), () => "");

describe("the URL", () => {
  test.each([
    ["a path", "/a/b?c=1", {}, "http://localhost/a/b?c=1"],
    ["a query", "/a?x=1", { query: { q: "ü &", n: 2 } }, "http://localhost/a?x=1&q=%C3%BC+%26&n=2"],
    [
      "a name that is repeated",
      "/a",
      { query: { t: ["x", "y"], z: [] } },
      "http://localhost/a?t=x&t=y",
    ],
    ["two slashes, which name no host", "//evil/a", {}, "http://localhost//evil/a"],
    ["another host", "/a", { baseUrl: "https://b.example:8443" }, "https://b.example:8443/a"],
    ["a path before it", "/a", { baseUrl: "https://b.example/v1/" }, "https://b.example/v1/a"],
  ])("%s", (_, path, init, url) => {
    expect(request(path, init).url).toBe(url);
  });
});

describe("a form", () => {
  test("is urlencoded, with lists and numbers", async () => {
    const sent = request("/", { form: { name: "a b", tag: ["x", "y"], n: 7, yes: true } });
    expect(sent.headers.get("content-type")).toMatch(/^application\/x-www-form-urlencoded/);
    expect(await sent.text()).toBe("name=a+b&tag=x&tag=y&n=7&yes=true");
  });

  test("comes in parts where there is a file, as an application reads it", async () => {
    const app = new Hipflask();
    app.post("/", async ({ form }) => {
      const { files, ...fields } = await form().then((read) => ({
        name: read.get("name"),
        files: read.files("file"),
      }));
      const texts = await Promise.all(files.map((each) => each.text()));
      return { ...fields, files: files.map(({ name, type }) => [name, type]), texts };
    });
    const file = new File(["a,b"], "a.csv", { type: "text/csv" });
    const form = { name: "x", file: [file, new File(["c"], "c.bin")] };
    expect(await (await app.testClient().post("/", { form })).json()).toEqual({
      name: "x",
      files: [
        ["a.csv", "text/csv"],
        ["c.bin", "application/octet-stream"],
      ],
      texts: ["a,b", "c"],
    });
  });
});

describe("who is asking", () => {
  test.each([
    ["a name and a password", { username: "sweety", password: "p:ä" }, "Basic c3dlZXR5OnA6w6Q="],
    ["a token", { token: "abc" }, "Bearer abc"],
  ])("%s", (_, auth, field) => {
    expect(request("/", { auth }).headers.get("authorization")).toBe(field);
  });

  test("gives way to the header", () => {
    const init = { auth: { token: "abc" }, headers: { Authorization: "Digest x" } };
    expect(request("/", init).headers.get("authorization")).toBe("Digest x");
  });
});

describe("cookies", () => {
  const withCookies = (headers?: Record<string, string>): string | null => {
    const asked = (url: URL): string => `for=${url.pathname}`;
    return testRequest("GET", "/a", { headers }, new URL("http://localhost"), asked).headers.get(
      "cookie",
    );
  };

  test("are those for the URL, unless there is a header", () => {
    expect(withCookies()).toBe("for=/a");
    expect(withCookies({ Cookie: "own=1" })).toBe("own=1");
  });
});

test.each([
  [{ json: {}, body: "{}" }, "json and body"],
  [{ json: null, form: {} }, "json and form"],
  [{ form: {}, body: "" }, "form and body"],
])("%j is two bodies, and refused", (init, names) => {
  expect(() => request("/", init)).toThrow(`Cannot send both ${names}`);
});
