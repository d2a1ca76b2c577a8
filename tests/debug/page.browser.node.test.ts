// The page of a report in a real browser: what its script adds to what can be read without it.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium, type Browser, type Page } from "../examples/chromium.ts";
import { report } from "./report-fixture.ts";
import { startReportServer, type ReportServer, type ReportServerOptions } from "./report-server.ts";

const patient = { timeout: 20_000 };

let browser: Browser;
let server: ReportServer;
let page: Page;
/** What the browser complains about, but for the status of the page itself. */
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);

beforeEach(async () => {
  server = await startReportServer();
  await newPage();
});

afterEach(async () => {
  await page.close();
  await server.close();
  if (complaints.length > 0) throw new Error(`the browser complains: ${complaints.join("\n")}`);
});

afterAll(() => browser.close());

async function newPage(options = {}): Promise<void> {
  complaints = [];
  page = await browser.newPage(options);
  page.on("console", (message) => {
    const text = message.text();
    if (!/status of (404|500)|net::ERR_/.test(text)) complaints.push(text);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
}

/** Another start of the program on the same port. */
async function restart(options: ReportServerOptions): Promise<void> {
  const { port } = server;
  await server.close();
  server = await startReportServer({ port, ...options });
}

const frame = (number: number) => page.locator(`[data-error="0"] [data-frame="${number}"]`);
const field = (name: string) => page.getByLabel(`Evaluate in ${name}`);
const focused = (): Promise<string> =>
  page.evaluate(
    "document.activeElement.querySelector('.call')?.textContent ?? document.activeElement.tagName",
  );

test("it loads nothing but itself, and asks only for the variables of frames that are open", async () => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url().replace(server.url, "")));
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  expect(new Set(loaded.filter((url) => !url.startsWith("data:")))).toEqual(
    new Set(["/fails", "/__hipflask__/locals", "/__hipflask__/events"]),
  );
  expect(server.log).not.toContain("GET /favicon.ico 200");
});

test("the first frame shows its variables, and behind its lines the values they mention", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  expect(await frame(0).locator(".values > ol > li").allTextContents()).toEqual([
    'userUser {id: 7, born: Thu May 17 1990, email: "zoe@example.com"}',
    "now2026-11-26T14:02:11.480Z",
    "age36",
  ]);
  expect(await frame(0).locator(".here .hint b").allTextContents()).toEqual(["user"]);
  expect(await frame(0).locator('[data-line="8"] .hint').textContent()).toBe("age 36");
  // Below the line that failed nothing has happened.
  expect(await frame(0).locator('[data-line="10"] .hint').count()).toBe(0);
});

test("what is marked in a line is seen, however narrow the page", async () => {
  await page.setViewportSize({ width: 240, height: 600 });
  await page.goto(`${server.url}/fails`);
  const mark = frame(0).locator(".here mark");
  await mark.waitFor();
  const seen = await page.evaluate(`(() => {
    const code = document.querySelector(".frame .code");
    const { right } = code.querySelector(".here mark").getBoundingClientRect();
    return right <= code.getBoundingClientRect().right && code.scrollLeft > 0;
  })()`);
  expect(seen).toBe(true);
});

test("a value opens where there is something inside", async () => {
  await page.goto(`${server.url}/fails`);
  await frame(0).locator(".value summary").first().click();
  await frame(0).locator(".value ul > li").first().waitFor();
  expect(await frame(0).locator(".value ul > li").allTextContents()).toEqual([
    "id7",
    "born1990-05-17T00:00:00.000Z",
    'email"zoe@example.com"',
  ]);
});

test("an expression is evaluated in its frame: the result opens, an error is shown", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").fill("user.email");
  await field("present").press("Enter");
  await frame(0).locator('.log :text("zoe@example.com")').waitFor();
  await field("present").fill("query");
  await field("present").press("Enter");
  await page.getByText("ReferenceError: query is not defined").waitFor();
  // The arrows bring back what was typed.
  await field("present").press("ArrowUp");
  await field("present").press("ArrowUp");
  expect(await field("present").inputValue()).toBe("user.email");
  await field("present").press("ArrowDown");
  await field("present").press("ArrowDown");
  expect(await field("present").inputValue()).toBe("");
});

test("the keyboard leads from frame to frame, into a console and out of it", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  await page.keyboard.press("j");
  expect(await focused()).toBe("present");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("showUser");
  expect(await frame(1).getAttribute("open")).toBeNull();
  await page.keyboard.press("Enter");
  await field("showUser").first().waitFor();
  await page.keyboard.press("c");
  expect(await focused()).toBe("TEXTAREA");
  // A letter is a letter there.
  await page.keyboard.type("kid");
  expect(await field("showUser").first().inputValue()).toBe("kid");
  await page.keyboard.press("Escape");
  expect(await focused()).toBe("showUser");
  await page.keyboard.press("k");
  expect(await focused()).toBe("present");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
});

test("the console of a frame that is closed opens with it", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect.poll(focused, patient).toBe("TEXTAREA");
});

test("a frame that has no variables says why", async () => {
  await page.goto(`${server.url}/fails`);
  await page.getByText("Nothing was captured when this error was thrown.").waitFor();
});

test("without a script all of it can be read and opened", async () => {
  await page.close();
  await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}/fails`);
  await page.getByRole("heading", { name: "Cannot read properties" }).waitFor();
  await frame(1).locator("summary").click();
  expect(await frame(1).locator("pre").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Copy text" }).count()).toBe(0);
});

test("when the program is back, a page that answers a GET loads itself again", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  const [first, ...others] = report.errors;
  await restart({
    startId: "start2",
    shown: { ...report, errors: [{ ...first!, message: "another error" }, ...others] },
  });
  await page.getByRole("heading", { name: "another error" }).waitFor();
});

test("the page of a 404 loads itself again too", async () => {
  await page.goto(`${server.url}/missing`);
  await page.getByText("Did you mean").waitFor();
  await page.evaluate("document.title = 'old'");
  await restart({ startId: "start2" });
  await expect.poll(() => page.evaluate("document.title"), patient).toBe("404: GET /users/abc");
});

test("a page that answers a form is not sent again by itself, but by a button", async () => {
  await page.goto(`${server.url}/`);
  await page.evaluate(
    "document.body.innerHTML = '<form method=post action=/fails><button>Buy</button></form>'",
  );
  await page.getByRole("button", { name: "Buy" }).click();
  await field("present").waitFor();
  await restart({ startId: "start2" });
  await page.getByText("The program was restarted.").waitFor();
  expect(server.log).toEqual([]);
  await page.getByRole("button", { name: "Send the request again" }).click();
  await page.getByText("The program was restarted.").waitFor({ state: "detached" });
  await field("present").waitFor();
  expect(server.log[0]).toBe("POST /fails 500");
});

test("a report that was opened by its link stays, and says that the program was restarted", async () => {
  await page.goto(`${server.url}/__hipflask__/reports/${report.id}`);
  await field("present").waitFor();
  await restart({ startId: "start2" });
  await page.getByText("The program was restarted.").waitFor();
  expect(await page.getByRole("button", { name: "Send the request again" }).count()).toBe(0);
  expect(server.log).toEqual([]);
  await field("present").fill("user");
  await field("present").press("Enter");
  await page.getByText("The program was restarted: load the page again.").waitFor();
});

test("the same start coming back changes nothing", async () => {
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  await page.evaluate("document.title = 'kept'");
  await server.close();
  await page.getByText("Waiting for the program…").waitFor();
  server = await startReportServer({ port: server.port });
  await page.getByText("Waiting for the program…").waitFor({ state: "detached" });
  expect(await page.evaluate("document.title")).toBe("kept");
});

test("the token of the terminal's link does not stay in the address", async () => {
  await page.goto(`${server.url}/__hipflask__/reports/${report.id}#token=${server.guard.token}`);
  await field("present").waitFor();
  expect(page.url()).toBe(`${server.url}/__hipflask__/reports/${report.id}`);
});

test("the report is copied as text, the request as curl", async () => {
  await page.close();
  await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${server.url}/fails`);
  await page.getByRole("button", { name: "Copy text" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain(
    "GET /users/7?verbose=1 failed\n\n  TypeError: Cannot read properties of undefined (reading 'first')\n",
  );
  await page.getByRole("button", { name: "Copy curl" }).click();
  await expect
    .poll(() => page.evaluate("navigator.clipboard.readText()"), patient)
    .toBe(report.request!.curl);
});

test("whatever is in a report is text", async () => {
  const nasty = `</script><img src=x onerror="fail()"><svg onload=fail()>\${fail()}`;
  await restart({
    shown: {
      ...report,
      title: nasty,
      errors: [{ ...report.errors[0]!, name: nasty, message: nasty, fix: nasty }],
      output: [{ level: "error", text: nasty }],
    },
  });
  await page.goto(`${server.url}/fails`);
  await page.getByRole("heading", { name: nasty }).waitFor();
  await field("present").waitFor();
  expect(await page.locator("main img, main svg, main script").count()).toBe(0);
});

test.each([
  ["light", 1280],
  ["dark", 1280],
  ["light", 360],
  ["dark", 320],
] as const)("it fits a %s window of %i pixels", async (colorScheme, width) => {
  await page.setViewportSize({ width, height: 700 });
  await page.emulateMedia({ colorScheme });
  for (const path of ["/fails", "/missing"]) {
    await page.goto(server.url + path);
    if (path === "/fails") await field("present").waitFor();
    const needed = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(needed).toBeLessThanOrEqual(width);
  }
});

test("what assistive technology sees has names", async () => {
  await page.goto(`${server.url}/missing`);
  expect(await page.getByRole("main").ariaSnapshot()).toContain(`\
- main:
  - heading "404 Not Found No route takes /users/abc" [level=1]`);
  await page.goto(`${server.url}/fails`);
  await field("present").waitFor();
  const seen = await page.locator("body").ariaSnapshot();
  for (const part of [
    "- banner:",
    '- navigation "On this page":',
    '- button "Copy text"',
    '- button "Keyboard shortcuts"',
    "- heading \"TypeError Cannot read properties of undefined (reading 'first')\" [level=1]",
    '- heading "ImportError row 7 of users.csv has no name" [level=2]',
    '- textbox "Evaluate in present"',
    '- region "Request":',
  ]) {
    expect(seen).toContain(part);
  }
});
