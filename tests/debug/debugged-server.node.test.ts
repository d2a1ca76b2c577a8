import { expect, test } from "vitest";
import { DebuggedServer } from "../../src/debug/debugged-server.ts";
import { makeReport } from "../../src/debug/make-report.ts";
import { RequestRecords } from "../../src/debug/request-record.ts";
import { HeaderFields, type Outgoing } from "../../src/gateway.ts";

const { report } = makeReport({ title: "x", error: "x" });
const page = `/__hipflask__/reports/${report.id}`;

const shared = {
  records: new RequestRecords(),
  startId: "start1",
  token: "t0ken",
  hosts: [],
  findReport: () => undefined,
  captureOf: async () => Promise.resolve("not captured"),
};
const answer: Outgoing = { status: 200, headers: new HeaderFields(), body: "the program's" };

const listening = (
  host: string,
  url: string,
  path: string | null = null,
  refusal: string | null = null,
) => {
  const server = new DebuggedServer(() => answer, shared, refusal);
  server.listening({ host, port: 5000, path, url, close: async () => {} });
  return server;
};

test.each([
  ["127.0.0.1", "http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["::1", "http://[::1]:5000", "http://[::1]:5000"],
  ["0.0.0.0", "http://0.0.0.0:5000", "http://localhost:5000"],
  ["192.168.0.7", "https://192.168.0.7:5000", "https://localhost:5000"],
])("on %s, at %s, the pages are below %s", (host, url, base) => {
  const server = listening(host, url);
  expect(server.pageOf(report)).toBe(base + page);
  expect(server.linkOf(report)).toBe(`${base}${page}#token=t0ken`);
});

test("the link of the terminal has no token where nobody may use it", () => {
  const server = listening("127.0.0.1", "http://127.0.0.1:5000", null, "not here");
  expect(server.linkOf(report)).toBe(`http://127.0.0.1:5000${page}`);
});

test("no browser comes to a Unix socket, and there is no page before a server listens", () => {
  expect(listening("", "unix:///run/app.sock", "/run/app.sock").linkOf(report)).toBeNull();
  expect(new DebuggedServer(() => answer, shared, null).linkOf(report)).toBeNull();
});

test("it serves what the program answers, and the debugger's own paths", async () => {
  const { gateway } = listening("127.0.0.1", "http://127.0.0.1:5000");
  const get = async (target: string): Promise<Outgoing> =>
    gateway({
      method: "GET",
      target,
      authority: "localhost:5000",
      scheme: "http",
      headers: new HeaderFields(),
    } as never);
  expect((await get("/")).body).toBe("the program's");
  expect((await get(page)).status).toBe(404);
});
