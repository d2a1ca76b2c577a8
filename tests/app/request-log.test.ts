import { describe, expect, test } from "vitest";
import { logRequests, requestLine, type AnsweredRequest } from "../../src/app/request-log.ts";
import type { Incoming, Outgoing } from "../../src/gateway.ts";
import { HeaderFields } from "../../src/http/headers.ts";
import { painter, plain } from "../../src/runtimes/paint.ts";

const coloured = painter(() => ({ environment: {}, isTerminal: true }));

const answered = (parts: Partial<AnsweredRequest> = {}): AnsweredRequest => ({
  incoming: { method: "GET", target: "/users?page=2" },
  status: 200,
  elapsedMs: 1.25,
  bytes: 2,
  end: "whole",
  ...parts,
});

describe("a line", () => {
  test.each<[Partial<AnsweredRequest>, string]>([
    [{}, "GET /users?page=2 200 1.3 ms 2 B"],
    [{ status: 204, bytes: 0, elapsedMs: 12 }, "GET /users?page=2 204 12.0 ms 0 B"],
    [{ end: "aborted", elapsedMs: 0 }, "GET /users?page=2 200 0.0 ms 2 B aborted"],
    [{ end: "failed" }, "GET /users?page=2 200 1.3 ms 2 B failed"],
  ])("of %j", (parts, line) => {
    expect(requestLine(answered(parts), plain)).toBe(line);
  });

  test.each([
    ["/a\r\nGET /admin 200 0.1 ms 2 B", "/a\\r\\nGET /admin 200 0.1 ms 2 B"],
    ["/\u001b[2J\u001b]0;title\u0007", "/\\u001b[2J\\u001b]0;title\\u0007"],
    ["/\u009b31m\u202e", "/\\u009b31m\\u202e"],
    [`/${"a".repeat(2_000)}`, `/${"a".repeat(998)}…`],
  ])("shows %j without obeying it", (target, shown) => {
    const line = requestLine(answered({ incoming: { method: "GET", target } }), plain);
    expect(line).toBe(`GET ${shown} 200 1.3 ms 2 B`);
  });

  test("shows a method of any length, and whatever is in it", () => {
    const method = `A\n${"B".repeat(60)}`;
    const line = requestLine(answered({ incoming: { method, target: "/" } }), plain);
    expect(line).toBe(`A\\n${"B".repeat(37)}… / 200 1.3 ms 2 B`);
  });

  test.each([
    [101, 35],
    [200, 32],
    [308, 36],
    [404, 33],
    [503, 31],
  ])("has its status coloured by its class: %d", (status, code) => {
    expect(requestLine(answered({ status }), coloured)).toBe(
      `\u001b[1mGET\u001b[22m /users?page=2 \u001b[${code}m${status}\u001b[39m \u001b[2m1.3 ms 2 B\u001b[22m`,
    );
  });

  test("has an end before its time coloured as well", () => {
    expect(requestLine(answered({ end: "aborted" }), coloured)).toMatch(
      / \u001b\[33maborted\u001b\[39m$/,
    );
    expect(requestLine(answered({ end: "failed" }), coloured)).toMatch(
      / \u001b\[31mfailed\u001b\[39m$/,
    );
  });
});

describe("a gateway that logs", () => {
  const request = (method = "GET"): Incoming => ({ method, target: "/" }) as Incoming;
  const outgoing = (body: Outgoing["body"], status = 200): Outgoing => ({
    status,
    headers: new HeaderFields(),
    body,
  });
  async function* rows(): AsyncGenerator<string> {
    yield "one";
    yield "two";
  }

  const log = (
    answer: Outgoing | Promise<Outgoing>,
    method?: string,
  ): { given: Outgoing | Promise<Outgoing>; lines: string[] } => {
    const lines: string[] = [];
    const print = (line: string): void => void lines.push(line.replace(/\d+\.\d ms/, "n ms"));
    return { given: logRequests(() => answer, print, plain)(request(method)), lines };
  };

  test.each([
    ["text, in bytes", outgoing("ü"), "GET / 200 n ms 2 B"],
    ["bytes", outgoing(new Uint8Array(3)), "GET / 200 n ms 3 B"],
    ["nothing", outgoing(null, 204), "GET / 204 n ms 0 B"],
  ])("gives the same answer, at once if it is there at once: %s", (_, answer, line) => {
    const { given, lines } = log(answer);
    expect(given).toBe(answer);
    expect(lines).toEqual([line]);
  });

  test("logs a later answer when it is there", async () => {
    const answer = outgoing("ok");
    const { given, lines } = log(Promise.resolve(answer));
    expect(lines).toEqual([]);
    expect(await given).toBe(answer);
    expect(lines).toEqual(["GET / 200 n ms 2 B"]);
  });

  test("logs a stream when it has ended, with the bytes that were taken", async () => {
    const { given, lines } = log(outgoing(rows()));
    const { body } = await given;
    const read: string[] = [];
    for await (const chunk of body as AsyncIterable<string>) {
      expect(lines).toEqual([]);
      read.push(chunk);
    }
    expect(read).toEqual(["one", "two"]);
    expect(lines).toEqual(["GET / 200 n ms 6 B"]);
  });

  test("logs a stream whose reader leaves", async () => {
    const { given, lines } = log(outgoing(rows()));
    for await (const chunk of (await given).body as AsyncIterable<string>) {
      expect(chunk).toBe("one");
      break;
    }
    expect(lines).toEqual(["GET / 200 n ms 3 B aborted"]);
  });

  test.each([
    ["HEAD", outgoing("ok"), "HEAD / 200 n ms 0 B"],
    ["HEAD", outgoing(rows()), "HEAD / 200 n ms 0 B"],
    ["GET", outgoing(rows(), 304), "GET / 304 n ms 0 B"],
  ])("counts no body where none is sent: %s", (method, answer, line) => {
    const { given, lines } = log(answer, method);
    expect(given).toBe(answer);
    expect(lines).toEqual([line]);
  });
});
