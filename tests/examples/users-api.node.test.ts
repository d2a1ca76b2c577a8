// The example answers as its source says, to curl over a real socket.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { curl, jsonHead } from "./curl.ts";
import { cleanUp, dataFolder, start, stop, type Program } from "./program.ts";

const list = '[{"id":1,"username":"sweety"},{"id":2,"username":"pallavi"}]';
const named = `{"users":${list}}`;
const data = dataFolder();
let program: Program;

beforeAll(async () => {
  program = await start(data);
});

afterAll(cleanUp);

const get = (path: string, ...args: readonly string[]): ReturnType<typeof curl> =>
  curl(program.url + path, ...args);

const post = (body: string, ...args: readonly string[]): ReturnType<typeof curl> =>
  get("/api/users", "--header", "Content-Type: application/json", "--data-raw", body, ...args);

test.each([
  ["/", named],
  ["/api/ping", "{}"],
  ["/api/users", list],
  ["/api/users/named", named],
  ["/api/users/manual", list],
  ["/api/users/1", '{"id":1,"username":"sweety"}'],
  ["/api/users/2", '{"id":2,"username":"pallavi"}'],
])("GET %s answers 200 and %s", async (path, body) => {
  expect(await get(path)).toEqual({ head: jsonHead(body.length), body });
});

test("GET / prints a line", async () => {
  await get("/");
  await expect.poll(program.printed).toContain("\nReturning JSON data using jsonify()\n");
});

test("jsonify(users) and the long way send the same bytes", async () => {
  const bytes = async (path: string): Promise<string> => {
    const { head, body } = await get(path);
    return `${head}\r\n\r\n${body}`;
  };
  expect(await bytes("/api/users/manual")).toBe(await bytes("/api/users"));
});

test("HEAD answers as GET does, without the body", async () => {
  expect(await get("/api/users", "--head")).toEqual({ head: jsonHead(list.length), body: "" });
});

test.each([
  ["no user of that number", "/api/users/7", [], 404, "Not Found", "no user 7"],
  ["a number that is none", "/api/users/seven", [], 404, "Not Found", "no route matches this path"],
  [
    "a method that is not there",
    "/api/users",
    ["--request", "DELETE"],
    405,
    "Method Not Allowed",
    "this path answers GET, HEAD, OPTIONS, POST",
  ],
])("%s is a problem", async (_, path, args, status, title, detail) => {
  const { head, body } = await get(path, ...args);
  expect(head).toMatch(`HTTP/1.1 ${status} ${title}\r\n`);
  expect(head).toContain("\r\ncontent-type: application/problem+json\r\n");
  expect(body).toBe(JSON.stringify({ type: "about:blank", title, status, detail, instance: path }));
});

test("POST adds a user, says where it is, and it is there", async () => {
  const own = await start(dataFolder());
  const body = '{"id":3,"username":"Zoë ☂"}';
  const args = ["--json", '{"username":"Zoë ☂"}'];

  expect(await curl(`${own.url}/api/users`, ...args)).toEqual({
    head: jsonHead(Buffer.byteLength(body), "201 Created").replace(
      "\r\n",
      "\r\nlocation: /api/users/3\r\n",
    ),
    body,
  });
  expect(await curl(`${own.url}/api/users/3`)).toEqual({
    head: jsonHead(Buffer.byteLength(body)),
    body,
  });
  expect((await curl(`${own.url}/`)).body).toBe(
    '{"users":[{"id":1,"username":"sweety"},{"id":2,"username":"pallavi"},{"id":3,"username":"Zoë ☂"}]}',
  );
  expect(await stop(own)).toEqual({ code: 0, signal: null });
});

const field = (detail: string): object => ({
  errors: [{ in: "body", pointer: "/username", detail }],
});

test.each<[string, string, number, string, string, object]>([
  [
    "nothing",
    "",
    400,
    "Bad Request",
    "the body is empty, but must be JSON",
    { errors: [{ in: "body", pointer: "", line: 1, column: 1, detail: "nothing is there" }] },
  ],
  [
    "a list",
    "[]",
    422,
    "Unprocessable Content",
    "the body must be an object",
    { errors: [{ in: "body", pointer: "", detail: "must be an object" }] },
  ],
  ["no username", "{}", 422, "Unprocessable Content", "username is missing", field("is missing")],
  [
    "a number as username",
    '{"username":7}',
    422,
    "Unprocessable Content",
    "username must be text",
    field("must be text"),
  ],
  [
    "a blank username",
    '{"username":" \\t"}',
    422,
    "Unprocessable Content",
    "username must not be blank",
    field("must not be blank"),
  ],
  [
    "a username of 41 characters",
    `{"username":"${"é".repeat(41)}"}`,
    422,
    "Unprocessable Content",
    "username must have at most 40 characters",
    field("must have at most 40 characters"),
  ],
  [
    "a username with a NUL",
    '{"username":"a\\u0000b"}',
    422,
    "Unprocessable Content",
    "username must not have control characters",
    field("must not have control characters"),
  ],
  [
    "half a character as username",
    '{"username":"\\ud83d"}',
    422,
    "Unprocessable Content",
    "username must not have control characters",
    field("must not have control characters"),
  ],
  [
    "a name that is taken",
    '{"username":"sweety"}',
    409,
    "Conflict",
    "the username sweety is taken",
    {},
  ],
])("POST of %s is refused", async (_, sent, status, title, detail, extra) => {
  const answer = await post(sent);
  expect(answer.head).toMatch(`HTTP/1.1 ${status} ${title}\r\n`);
  expect(answer.head).toContain("\r\ncontent-type: application/problem+json\r\n");
  expect(JSON.parse(answer.body)).toEqual({
    type: "about:blank",
    title,
    status,
    detail,
    instance: "/api/users",
    ...extra,
  });
  expect((await get("/api/users")).body).toBe(list);
});

test("POST of malformed JSON says where it breaks", async () => {
  const { head, body } = await post('{"username": }');
  expect(head).toMatch("HTTP/1.1 400 Bad Request\r\n");
  expect(head).toContain("\r\ncontent-type: application/problem+json\r\n");
  expect(JSON.parse(body)).toMatchObject({
    detail: expect.stringContaining("line 1, column 14"),
    errors: [{ in: "body", pointer: "/username", line: 1, column: 14 }],
  });
});

test.each([
  ["a form", ["--data-raw", "username=zoe"]],
  ["text", ["--header", "Content-Type: text/plain", "--data-raw", '{"username":"zoe"}']],
  ["a body without a type", ["--header", "Content-Type:", "--data-raw", '{"username":"zoe"}']],
])("POST of %s is 415 and says what to send", async (_, args) => {
  const { head, body } = await get("/api/users", ...args);
  expect(head).toMatch("HTTP/1.1 415 Unsupported Media Type\r\n");
  expect(JSON.parse(body)).toMatchObject({
    status: 415,
    detail: "the body must be JSON: send Content-Type: application/json",
  });
});

test.each([
  ["declared", []],
  ["chunked", ["--header", "Transfer-Encoding: chunked"]],
])("POST of more than 16 KiB is 413, %s", async (_, args) => {
  const file = join(data, "large.json");
  writeFileSync(file, JSON.stringify({ username: "x".repeat(16 * 1024) }));
  const { head, body } = await get(
    "/api/users",
    "--json",
    `@${file}`,
    "--header",
    "Expect:",
    ...args,
  );
  expect(head).toMatch("HTTP/1.1 413 Content Too Large\r\n");
  expect(head).toContain("\r\ncontent-type: application/problem+json\r\n");
  expect(JSON.parse(body)).toMatchObject({ title: "Content Too Large", status: 413 });
});

test("GET /demo is a page that loads nothing from elsewhere", async () => {
  const { head, body } = await get("/demo");
  expect(head).toMatch("HTTP/1.1 200 OK\r\n");
  expect(head).toContain("content-type: text/html; charset=utf-8");
  expect(body).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(body.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|src=|@import/);
});
