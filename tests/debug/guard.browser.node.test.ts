// Attacks on the debugger, by pages in a real browser. Each attacker knows all but the token, and where that would
// prove more, the token too. Names are resolved so that the browser itself stops none of this: `evil.example` is
// this machine, as it is after a DNS rebinding.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Capture } from "../../src/debug/locals.ts";
import { launchChromium, type Browser, type Page } from "../examples/chromium.ts";
import { captureOf, report } from "./report-fixture.ts";
import { startReportServer, type ReportServer } from "./report-server.ts";

let browser: Browser;
let server: ReportServer;
/** Serves the attacker's page, which has nothing in it. */
let evil: Server;
let evilURL: string;
let page: Page;
/** What was really read or evaluated. */
let reached: string[];

beforeAll(async () => {
  browser = await launchChromium(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
  evil = createServer((_, response) => {
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!doctype html><title>Cats</title>");
  });
  await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
  evilURL = `http://evil.example:${(evil.address() as AddressInfo).port}/`;
}, 60_000);

beforeEach(async () => {
  reached = [];
  server = await startReportServer({ captures: [watched(captureOf())] });
  page = await browser.newPage();
});

afterEach(async () => {
  await page.close();
  await server.close();
});

afterAll(async () => {
  await browser.close();
  evil.closeAllConnections();
  await new Promise((resolve) => evil.close(resolve));
});

function watched(capture: Capture): Capture {
  return {
    get frames() {
      reached.push("frames");
      return capture.frames;
    },
    expand: (handle) => (reached.push("expand"), capture.expand(handle)),
    evaluate: (frame, expression) => (
      reached.push(`evaluate ${expression}`),
      capture.evaluate(frame, expression)
    ),
  };
}

const debugURL = (path: string): string => `http://localhost:${server.port}${path}`;
const reportURL = (): string => debugURL(`/__hipflask__/reports/${report.id}`);
const evaluation = JSON.stringify({ report: report.id, error: 0, frame: 0, expression: "user" });

/** Runs in the page: posts an evaluation, and gives the status, or what the browser said. */
const postFrom = (target: string, token: string, more = ""): Promise<unknown> =>
  page.evaluate(`fetch(${JSON.stringify(`${target}/__hipflask__/evaluate`)}, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hipflask-token": ${JSON.stringify(token)} },
    body: ${JSON.stringify(evaluation)},
    ${more}
  }).then((response) => response.status, (error) => error.name)`);

/** What a script of the page can read at a URL; the browser's word for it where it can not. */
const readFrom = (url: string): Promise<string> =>
  page.evaluate(
    `fetch(${JSON.stringify(url)}).then((response) => response.text(), (error) => error.name)`,
  );

test("to the debugger's own page all of this is open", async () => {
  await page.goto(debugURL("/fails"));
  await page.getByLabel("Evaluate in present").waitFor();
  expect(await postFrom("", server.guard.token)).toBe(200);
  expect(reached).toContain("evaluate user");
});

test("an untrusted Host gets a page without the token, and no answer with it", async () => {
  await page.goto(`http://evil.example:${server.port}/fails`);
  expect(await page.content()).not.toContain(server.guard.token);
  await page.getByText('debug: { hosts: ["evil.example:').waitFor();
  expect(await postFrom("", server.guard.token)).toBe(403);
  expect(await readFrom("/__hipflask__/events")).toContain("debug-host");
  expect(reached).toEqual([]);
});

test("after a DNS rebinding a page of another name is answered nothing, even with the token", async () => {
  // The attacker's script runs in a page whose name now leads to the program.
  await page.goto(`http://evil.example:${server.port}/`);
  expect(await postFrom("", server.guard.token)).toBe(403);
  expect(await readFrom("/fails")).not.toContain(server.guard.token);
  expect(await readFrom(`/__hipflask__/reports/${report.id}`)).toContain("debug-host");
  expect(reached).toEqual([]);
});

test.each(["cors", "no-cors"])("a fetch of another site (%s) evaluates nothing", async (mode) => {
  await page.goto(evilURL);
  const more = `mode: "${mode}", credentials: "include"`;
  // The first is stopped at its preflight. The second arrives, without the media type and the token.
  expect(await postFrom(debugURL(""), server.guard.token, more)).toBe("TypeError");
  const method = mode === "cors" ? "OPTIONS" : "POST";
  expect(server.log).toEqual([`${method} /__hipflask__/evaluate 403`]);
  expect(reached).toEqual([]);
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])(
  "a form of another site (%s) evaluates nothing",
  async (enctype) => {
    await page.goto(evilURL);
    await page.evaluate(`{
      const form = document.createElement("form");
      Object.assign(form, { method: "post", enctype: "${enctype}", action: "${debugURL("/__hipflask__/evaluate")}" });
      const field = document.createElement("input");
      field.name = ${JSON.stringify(`${evaluation.slice(0, -1)},"x":"`)};
      field.value = '"}';
      form.append(field);
      document.body.append(form);
      form.submit();
    }`);
    await expect
      .poll(() => server.log, { timeout: 20_000 })
      .toContainEqual("POST /__hipflask__/evaluate 403");
    expect(reached).toEqual([]);
  },
);

test.each([
  ["another site", () => evilURL],
  ["a page of the program", () => debugURL("/")],
])("%s cannot frame its pages", async (_, from) => {
  await page.goto(from());
  for (const url of [debugURL("/fails"), debugURL("/missing"), reportURL()]) {
    await page.evaluate(`new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.onload = done;
      frame.src = "${url}";
      document.body.replaceChildren(frame);
    })`);
    const frames = page.frames().map((frame) => frame.url());
    expect(frames).toEqual([from(), "chrome-error://chromewebdata/"]);
  }
  expect(reached).toEqual([]);
});

test.each([
  ["another site", () => evilURL],
  ["a script in a page of the program", () => debugURL("/")],
])("a window that %s has opened cannot be read by it", async (_, from) => {
  await page.goto(from());
  const popped = page.waitForEvent("popup");
  await page.evaluate(`void (window.opened = window.open("${debugURL("/fails")}"))`);
  const popup = await popped;
  await popup.getByLabel("Evaluate in present").waitFor();
  expect(
    await page.evaluate(`(() => {
      try {
        return opened.closed ? "closed" : opened.document.body.textContent;
      } catch (error) {
        return error.name;
      }
    })()`),
  ).toBe("closed");
  expect(await popup.evaluate("window.opener")).toBeNull();
  await popup.close();
});

test("a program that every origin may read gives away no token, and its link leads nowhere", async () => {
  await page.goto(evilURL);
  const problem = JSON.parse(await readFrom(debugURL("/api"))) as { debug: string };
  expect(problem.debug).toBe(`/__hipflask__/reports/${report.id}`);
  expect(await readFrom(debugURL(problem.debug))).toBe("TypeError");
  await page.goto(debugURL("/"));
  expect(await readFrom(problem.debug)).toContain("No variables.");
  expect(await readFrom(problem.debug)).not.toContain(server.guard.token);
});

test("a script of the program's own origin does not find the token, and can guess ten times", async () => {
  await page.goto(debugURL("/"));
  expect(await readFrom("/fails")).not.toContain(server.guard.token);
  for (let i = 0; i < 10; i++) expect(await postFrom("", `${i}`.repeat(64))).toBe(403);
  expect(await postFrom("", server.guard.token)).toBe(403);
  expect(reached).toEqual([]);

  await page.goto(debugURL("/fails"));
  await page
    .getByText("the console is closed until the program is started again")
    .first()
    .waitFor();
});

test("another program of this machine is another origin", async () => {
  const other = evilURL.replace("evil.example", "localhost");
  await page.goto(other);
  expect(await postFrom(debugURL(""), server.guard.token)).toBe("TypeError");
  expect(await postFrom(debugURL(""), server.guard.token, 'mode: "no-cors"')).toBe("TypeError");
  expect(await readFrom(debugURL("/__hipflask__/events"))).toBe("TypeError");
  expect(reached).toEqual([]);
});

test.each(["script", "link", "img", "object"])(
  "a %s of another site loads nothing",
  async (tag) => {
    await page.goto(evilURL);
    const outcome = await page.evaluate(`new Promise((done) => {
    const one = document.createElement("${tag}");
    one.onload = () => done("loaded");
    one.onerror = () => done("refused");
    Object.assign(one, { rel: "stylesheet", src: "${reportURL()}", href: "${reportURL()}", data: "${reportURL()}" });
    document.body.append(one);
  })`);
    expect(outcome).toBe("refused");
  },
);
