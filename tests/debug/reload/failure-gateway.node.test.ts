import { expect, test } from "vitest";
import { makeReport } from "../../../src/debug/make-report.ts";
import { failureAnswer, failureGateway } from "../../../src/debug/reload/failure-gateway.ts";
import { fetchHandler } from "../../../src/runtimes/web/fetch-handler.ts";

const { report } = makeReport({
  title: "app.ts did not start",
  error: new SyntaxError("it does not parse"),
});
const handle = fetchHandler(failureGateway({ name: "app.ts", report, hosts: ["app.test"] }));
const browser = {
  accept: "text/html",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};
const get = async (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  handle(new Request(url, { headers }));

test("a program that asks is told why the program cannot answer", async () => {
  const response = await get("http://localhost:5000/users");
  expect(response.status).toBe(500);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject({
    status: 500,
    detail: "SyntaxError: it does not parse",
    program: "app.ts",
    debug: `http://localhost:5000/__hipflask__/reports/${report.id}`,
  });
});

test.each(["localhost:5000", "app.test", "192.168.0.7:5000"])(
  "a browser gets the page of the report, by the name %s",
  async (host) => {
    const response = await get(`http://${host}/users`, browser);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect([...response.headers.keys()]).not.toContain("x-hipflask-page");
    const page = await response.text();
    expect(page).toContain("it does not parse");
    expect(page).not.toMatch(/"token":"/);
  },
);

test("by a name that may have been rebound nobody is told of the error", async () => {
  const response = await get("http://evil.example/", browser);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const text = await response.text();
  expect(text).toContain("app.ts did not start");
  expect(text).not.toContain("it does not parse");
});

test("an open page hears of the restart", async () => {
  const response = await get("http://localhost:5000/__hipflask__/events");
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toContain('"start"');
  await reader.cancel();
});

test("what is no request is answered as well", () => {
  const { body, status } = failureAnswer("app.ts", "the head is too large");
  expect(status).toBe(500);
  expect(JSON.parse(String(body))).toMatchObject({ detail: "the head is too large" });
});
