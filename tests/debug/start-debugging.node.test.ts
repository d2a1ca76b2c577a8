// A server of a real application, debugged from its first request to its last.
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { Server } from "../../src/runtimes/runtime.ts";

let app: Hipflask;
let server: Server;
let stderr: MockInstance<typeof process.stderr.write>;

beforeEach(async () => {
  stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  app = new Hipflask();
  app.get("/", ({ headers }): string => {
    console.log("asked by %s", headers.get("user-agent"));
    throw new TypeError("no");
  });
  server = await app.listen({ port: 0, debug: true });
});

afterEach(async () => {
  await server.close();
  stderr.mockRestore();
});

const printed = (): string => stderr.mock.calls.map(([text]) => String(text)).join("");

test("an error is shown in the terminal, with the link to its page, which is there", async () => {
  const problem = (await (await fetch(server.url)).json()) as { debug: string };
  expect(problem.debug).toMatch(new RegExp(`^${server.url}/__hipflask__/reports/[0-9a-f]{18}$`));
  expect(printed()).toMatch(
    /^\nGET \/ failed\n\n {2}TypeError: no\n\n[\s\S]+\n {2}Page: http:\/\/127\.0\.0\.1:\d+\/__hipflask__\/reports\/[0-9a-f]+#token=[0-9a-f]{64}\n$/,
  );
  const page = await fetch(problem.debug);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("asked by ");
});

test("an ordinary client never gets the token", async () => {
  const problem = (await (await fetch(server.url)).json()) as { debug: string };
  const token = /#token=(\w+)/.exec(printed())![1]!;
  const page = await fetch(problem.debug, { headers: { accept: "text/html" } });
  expect(await page.text()).not.toContain(token);
  expect(JSON.stringify(problem)).not.toContain(token);
});

test("what was put in place is put back at the end", async () => {
  const { log } = console;
  const watchers = process.listenerCount("uncaughtExceptionMonitor");
  await server.close();
  expect(app.debugger).toBeNull();
  expect(console.log).not.toBe(log);
  expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(watchers - 1);
});

test("a tab that waits for a restart does not keep a server from closing", async () => {
  const events = await fetch(`${server.url}/__hipflask__/events`);
  const reader = events.body!.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toContain('"start"');
  await server.close({ drainTimeoutMs: 20_000 });
  const last = await reader.read().catch(() => ({ done: true }));
  expect(last.done).toBe(true);
});
