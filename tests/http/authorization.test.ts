import { describe, expect, test } from "vitest";
import { parseAuthorization } from "../../src/http/authorization.ts";

const basic = (text: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}`;

describe("Basic", () => {
  test.each([
    ["user:pass", "user", "pass"],
    ["user:pa:ss", "user", "pa:ss"],
    ["user:", "user", ""],
    [":pass", "", "pass"],
    [":", "", ""],
    ["user", "user", ""],
    ["é:ü", "é", "ü"],
  ])("%s", (text, username, password) => {
    expect(parseAuthorization(basic(text))).toMatchObject({
      type: "basic",
      username,
      password,
      token: null,
    });
  });

  test.each([
    "Basic",
    "Basic ",
    "Basic !!!",
    "Basic dXNlcg",
    "Basic dXNlcg= =",
    "Basic dXNl cg==",
    "Basic dXNlcg===",
    "Basic /w==",
    `Basic ${btoa("a:b\n")}`,
    `Basic ${btoa("a\0:b")}`,
    'Basic username="a"',
  ])("%j is malformed", (field) => {
    expect(parseAuthorization(field)).toBeNull();
  });

  test("whatever the case of its name", () => {
    expect(parseAuthorization("bAsIc   YTpi")?.username).toBe("a");
  });
});

describe("Bearer", () => {
  test.each(["abc", "a.b-c_d~e+f/g==", "eyJhbGciOiJub25lIn0.e30."])("%s", (token) => {
    expect(parseAuthorization(`Bearer ${token}`)).toEqual({
      type: "bearer",
      username: null,
      password: null,
      token,
      parameters: new Map(),
    });
  });

  test.each(["Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer a=b", 'Bearer "a"'])(
    "%j is malformed",
    (field) => {
      expect(parseAuthorization(field)).toBeNull();
    },
  );
});

describe("another scheme", () => {
  test("with one opaque text", () => {
    expect(parseAuthorization("Negotiate YII=")).toMatchObject({
      type: "negotiate",
      token: "YII=",
    });
  });

  test("with named values", () => {
    const field = 'Digest username="a \\"b\\", c", realm="x" ,  qop = auth, __proto__=1';
    expect(parseAuthorization(field)).toMatchObject({
      type: "digest",
      token: null,
      parameters: new Map([
        ["username", 'a "b", c'],
        ["realm", "x"],
        ["qop", "auth"],
        ["__proto__", "1"],
      ]),
    });
  });

  test("with nothing", () => {
    expect(parseAuthorization("Hoba")).toMatchObject({ type: "hoba", parameters: new Map() });
  });

  test.each([
    "",
    "Digest a=b, a=c",
    'Digest a="b',
    'Digest a="b"c',
    "Digest =b, c",
    "Digest a b=c",
    "Di(gest a=b",
    " Digest a=b",
  ])("%j is malformed", (field) => {
    expect(parseAuthorization(field)).toBeNull();
  });
});
