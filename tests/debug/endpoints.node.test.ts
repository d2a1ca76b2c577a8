import { expect, test } from "vitest";
import { debugEndpoints, reportPath } from "../../src/debug/endpoints.ts";
import { Guard, tokenField } from "../../src/debug/guard.ts";
import type { Capture } from "../../src/debug/locals.ts";
import { pageHeaders } from "../../src/debug/page.ts";
import { HeaderFields } from "../../src/gateway.ts";
import { fetchHandler } from "../../src/runtimes/web/fetch-handler.ts";
import { captureOf, report } from "./report-fixture.ts";

const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

function debugging(captures: readonly (Capture | string)[] = [captureOf()]) {
  const closing = new AbortController();
  const fetch = fetchHandler(
    debugEndpoints(
      ({ target }) => ({
        status: 200,
        headers: new HeaderFields(),
        body: `the program: ${target}`,
      }),
      {
        guard: new Guard({ token: "s3cret" }),
        startId: "start1",
        closing: closing.signal,
        findReport: (id) => (id === report.id ? report : undefined),
        captureOf: (_, error) => Promise.resolve(captures[error] ?? "not captured"),
      },
    ),
  );
  const get = (path: string, headers: Record<string, string> = {}, host = "localhost:5000") =>
    fetch(new Request(`http://${host}${path}`, { headers }));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(
      new Request(`http://localhost:5000/__hipflask__/${path}`, {
        method: "POST",
        headers: {
          origin: "http://localhost:5000",
          "content-type": "application/json",
          [tokenField]: "s3cret",
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    );
  return { get, post, closing };
}

test.each(["/", "/__hipflask__", "/__hipflask__x/", "/a/__hipflask__/events", "/%5F_hipflask__/"])(
  "%s is the program's",
  async (path) => {
    const response = await debugging().get(path);
    expect(await response.text()).toBe(`the program: ${path}`);
  },
);

test("a report is a page, with the token for a tab of this machine", async () => {
  const response = await debugging().get(reportPath(report.id), navigation);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
  expect(await response.text()).toContain('"token":"s3cret"');
});

test("asked for by a script, it has no token", async () => {
  const response = await debugging().get(reportPath(report.id), { "sec-fetch-mode": "cors" });
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain("s3cret");
});

test("a page leaves with its own fields, whatever the program's hooks have set", async () => {
  const headers = new HeaderFields(pageHeaders);
  headers.set("content-security-policy", "default-src *");
  headers.append("content-security-policy", "sandbox");
  headers.set("cross-origin-opener-policy", "unsafe-none");
  headers.set("x-request-id", "7");
  const guard = new Guard();
  const options = { guard, startId: "a", findReport: () => undefined, captureOf: async () => "" };
  for (const program of [
    () => ({ status: 500, headers, body: "" }),
    async () => ({ status: 500, headers, body: "" }),
  ]) {
    const fetch = fetchHandler(debugEndpoints(program, options));
    const response = await fetch(new Request("http://localhost/"));
    expect(response.headers.get("content-security-policy")).toBe(
      pageHeaders["content-security-policy"],
    );
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("x-request-id")).toBe("7");
    expect(response.headers.has("x-hipflask-page")).toBe(false);
  }
});

test("a report that is gone is a page too, without the token", async () => {
  const response = await debugging().get("/__hipflask__/reports/gone1", navigation);
  const html = await response.text();
  expect(response.status).toBe(404);
  expect(html).toContain("This report is gone");
  expect(html).not.toContain("s3cret");
});

test.each(["reports/k3v9x2m7q1", "events", "locals", "nothing"])(
  "%s of another Host is refused, with what allows it",
  async (path) => {
    const response = await debugging().get(
      `/__hipflask__/${path}`,
      navigation,
      "evil.example:5000",
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: "debug-host",
      detail: expect.stringContaining('debug: { hosts: ["evil.example:5000"] }'),
    });
  },
);

test("events say which start this is, until the program closes", async () => {
  const { get, closing } = debugging();
  const response = await get("/__hipflask__/events", { "sec-fetch-site": "same-origin" });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  closing.abort();
  expect(await response.text()).toBe('retry: 300\nevent: hello\ndata: {"start":"start1"}\n\n');
});

test("events are for the debugger's pages alone", async () => {
  const response = await debugging().get("/__hipflask__/events", { "sec-fetch-site": "same-site" });
  expect(response.status).toBe(403);
});

test("locals are given to a page with the token: for each frame its variables, or why not", async () => {
  const response = await debugging().post("locals", { report: report.id, error: 0 });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { reason, frames } = (await response.json()) as { reason: unknown; frames: unknown[] };
  expect(reason).toBeNull();
  expect(frames).toEqual([
    {
      frame: 0,
      omitted: 0,
      variables: expect.arrayContaining([expect.objectContaining({ name: "age", text: "36" })]),
    },
    { frame: 1, omitted: 0, variables: expect.any(Array) },
    "Only frames of the program are looked at.",
    "Only frames of the program are looked at.",
    "Only frames of the program are looked at.",
  ]);
});

test("where nothing was captured the reason is given", async () => {
  const response = await debugging().post("locals", { report: report.id, error: 1 });
  expect(await response.json()).toEqual({ reason: "not captured", frames: [] });
});

test("a value is expanded by its handle, an expression evaluated in its frame", async () => {
  const { post } = debugging();
  const base = { report: report.id, error: 0 };
  const locals = (await (await post("locals", base)).json()) as {
    frames: { variables: { name: string; handle: string }[] }[];
  };
  const { handle } = locals.frames[0]!.variables.find(({ name }) => name === "user")!;
  expect(await (await post("expand", { ...base, handle })).json()).toMatchObject({
    variables: [{ name: "id", text: "7" }, { name: "born" }, { name: "email" }],
  });
  expect(
    await (await post("evaluate", { ...base, frame: 1, expression: "user.email" })).json(),
  ).toMatchObject({ ok: true, value: { text: '"zoe@example.com"' } });
  expect(await (await post("evaluate", { ...base, frame: 0, expression: "nope" })).json()).toEqual({
    ok: false,
    error: "ReferenceError: nope is not defined",
  });
});

test.each([
  ["no JSON", "locals", "{", 400],
  ["JSON that is no object", "locals", "null", 404],
  ["a report that is gone", "locals", { report: "gone", error: 0 }, 404],
  ["an error that is not there", "locals", { report: report.id, error: 7 }, 404],
  ["a number that is none", "locals", { report: report.id, error: "length" }, 404],
  ["more than an expression can be", "evaluate", "x".repeat(70_000), 413],
  ["another question", "constructor", { report: report.id, error: 0 }, 404],
  [
    "a frame that is not there",
    "evaluate",
    { report: report.id, error: 0, frame: "length", expression: "1" },
    200,
  ],
  [
    "an expression that is no text",
    "evaluate",
    { report: report.id, error: 0, frame: 0, expression: {} },
    200,
  ],
  ["a handle that is no text", "expand", { report: report.id, error: 0, handle: 7 }, 200],
])("%s is answered calmly", async (_, path, body, status) => {
  const response = await debugging().post(path, body);
  expect(response.status).toBe(status);
  const answer = (await response.json()) as Record<string, unknown>;
  if (status === 200) expect(answer["ok"] ?? false).toBe(false);
  else expect(answer).toMatchObject({ status, code: expect.any(String) });
});

test("without the token nothing is read, and no answer ever allows another origin", async () => {
  const { get, post } = debugging();
  const answers = [
    await post("locals", { report: report.id, error: 0 }, { [tokenField]: "guess" }),
    await post(
      "evaluate",
      { report: report.id, error: 0, frame: 0, expression: "1" },
      { origin: "http://evil.example" },
    ),
    await post("locals", { report: report.id, error: 0 }),
    await get("/__hipflask__/locals"),
    await get(reportPath(report.id)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 200, 405, 200]);
  for (const { headers } of answers) {
    expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
});
