import { describe, expect, test } from "vitest";
import { JsonResponse, jsonify } from "../../src/core/jsonify.ts";
import { Response } from "../../src/core/response.ts";
import { dumps } from "../../src/json/provider.ts";

const users = [
  { id: 1, username: "sweety" },
  { id: 2, username: "pallavi" },
];
const usersText = '[{"id":1,"username":"sweety"},{"id":2,"username":"pallavi"}]';

describe("every way to call jsonify", () => {
  test.each([
    ["nothing", jsonify(), 200, "{}"],
    ["a list", jsonify(users), 200, usersText],
    ["named values", jsonify({ users, total: 2 }), 200, `{"users":${usersText},"total":2}`],
    ["a text", jsonify("sweety"), 200, '"sweety"'],
    ["null", jsonify(null), 200, "null"],
    ["a number", jsonify(0), 200, "0"],
    ["false", jsonify(false), 200, "false"],
    ["a status", jsonify(users, 201), 201, usersText],
    ["a status as an option", jsonify({}, { status: 404 }), 404, "{}"],
    ["no options", jsonify({}, {}), 200, "{}"],
    ["undefined options", jsonify({}, undefined), 200, "{}"],
    ["an indent", jsonify({ a: 1 }, { indent: 2 }), 200, '{\n  "a": 1\n}'],
    ["sorted keys", jsonify({ b: 1, a: 2 }, { sortKeys: true }), 200, '{"a":2,"b":1}'],
    ["ASCII only", jsonify("ü", { ensureAscii: true }), 200, String.raw`"\u00fc"`],
    ["separators", jsonify([1, 2], { separators: [", ", ": "] }), 200, "[1, 2]"],
    ["exact integers", jsonify(7n, { bigint: "number" }), 200, "7"],
  ])("%s", async (_, response, status, text) => {
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe(text);
  });

  test("with another media type and more fields", () => {
    const headers = { "X-Total": "2", "Set-Cookie": ["a=1", "b=2"] };
    const response = jsonify(users, { mimetype: "application/vnd.users+json", headers });
    expect(response.headers.get("content-type")).toBe("application/vnd.users+json");
    expect(response.headers.get("x-total")).toBe("2");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });
});

test("the long way sends the same", async () => {
  const short = jsonify(users);
  const long = new Response(dumps(users), { status: 200, mimetype: "application/json" });
  expect(long.status).toBe(short.status);
  expect([...long.headers]).toEqual([...short.headers]);
  expect(await long.bytes()).toEqual(await short.bytes());
});

describe("data as the second argument is refused with the way to send two values", () => {
  test.each([
    ["a list", [2]],
    ["an empty list", []],
    ["an object", { id: 2, username: "pallavi" }],
    ["data that has a status", { status: 200, name: "sweety" }],
    ["text", "201"],
    ["null", null],
    ["a boolean", true],
  ])("%s", (_, second) => {
    expect(() => jsonify([1], second as never)).toThrow("jsonify([a, b])");
    expect(() => jsonify([1], second as never)).toThrow("[jsonify-options]");
  });

  test("and the option that does not exist is named", () => {
    expect(() => jsonify([1], { stauts: 201 } as never)).toThrow('option "stauts"');
  });
});

test.each([0, 99, 150, 600, 201.5, Number.NaN])("status %s is refused", (status) => {
  expect(() => jsonify({}, status)).toThrow("[response-status]");
});

describe("the response", () => {
  test("is a Response that keeps its value until it is sent", async () => {
    const value = { count: 1 };
    const response = jsonify(value);
    expect(response).toBeInstanceOf(JsonResponse);
    expect(response).toBeInstanceOf(Response);
    expect(response.value).toBe(value);
    value.count = 2;
    expect(await response.json()).toEqual({ count: 2 });
  });

  test("can get another status", () => {
    const response = jsonify({});
    response.status = 202;
    expect(response.status).toBe(202);
  });

  test("cannot be read if its value cannot be JSON", async () => {
    await expect(jsonify(undefined).text()).rejects.toThrow("did the handler forget to return?");
  });
});

test("a response that is read awaits the promises in its value", async () => {
  const response = jsonify({ name: Promise.resolve("sweety") });
  expect(await response.text()).toBe('{"name":"sweety"}');
  expect(await response.json()).toEqual({ name: "sweety" });
  expect(new TextDecoder().decode(await response.bytes())).toBe('{"name":"sweety"}');
});
