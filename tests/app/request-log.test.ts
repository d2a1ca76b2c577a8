import { describe, expect, test } from "vitest";
import { logRequests, requestLine } from "../../src/app/request-log.ts";
import type { Incoming, Outgoing } from "../../src/gateway.ts";
import { HeaderFields } from "../../src/http/headers.ts";

const outgoing = (body: Outgoing["body"], status = 200): Outgoing => ({
  status,
  headers: new HeaderFields(),
  body,
});

describe("a line", () => {
  async function* stream(): AsyncGenerator<string> {
    yield "a";
  }

  test.each([
    ["text, in bytes", outgoing("ü"), 1.25, "GET /users?page=2 200 1.3 ms 2 B"],
    ["bytes", outgoing(new Uint8Array(3)), 0, "GET /users?page=2 200 0.0 ms 3 B"],
    ["nothing", outgoing(null, 204), 12, "GET /users?page=2 204 12.0 ms 0 B"],
    ["a stream", outgoing(stream(), 200), 0.04, "GET /users?page=2 200 0.0 ms stream"],
  ])("for %s", (_, answer, elapsedMs, line) => {
    const incoming = { method: "GET", target: "/users?page=2" };
    expect(requestLine(incoming, answer, elapsedMs)).toBe(line);
  });
});

describe("a gateway that logs", () => {
  const incoming = { method: "GET", target: "/" } as Incoming;

  test("gives the same answer, at once if it is there at once", () => {
    const lines: string[] = [];
    const answer = outgoing("ok");
    expect(
      logRequests(
        () => answer,
        (line) => lines.push(line),
      )(incoming),
    ).toBe(answer);
    expect(lines).toEqual([expect.stringMatching(/^GET \/ 200 \d+\.\d ms 2 B$/)]);
  });

  test("logs a later answer when it is there", async () => {
    const lines: string[] = [];
    const answer = outgoing("ok");
    const later = logRequests(
      async () => Promise.resolve(answer),
      (line) => lines.push(line),
    )(incoming);
    expect(lines).toEqual([]);
    expect(await later).toBe(answer);
    expect(lines).toHaveLength(1);
  });
});
