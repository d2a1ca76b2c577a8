// The example's page in a real browser: it shows the users, adds one, and tells what went wrong.
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium, type Browser, type Page } from "./chromium.ts";
import { cleanUp, dataFolder, start, stop, type Program } from "./program.ts";

const screenshots = join(tmpdir(), "hipflask-screenshots");
let browser: Browser;
let program: Program;
let page: Page;
/** What the browser complains about, and what it loads. */
let complaints: string[];
let loaded: string[];

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await launchChromium();
}, 60_000);

beforeEach(async () => {
  program = await start(dataFolder());
  complaints = [];
  loaded = [];
  page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() !== "info") complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(`${program.url}/demo`);
  await page.getByText("pallavi").waitFor();
});

afterEach(async () => {
  await page.close();
  cleanUp();
});

afterAll(() => browser.close());

const cells = (): Promise<string[]> => page.locator("tbody td").allTextContents();
const field = () => page.getByLabel("New username");

async function addUser(username: string): Promise<void> {
  await field().fill(username);
  await page.getByRole("button", { name: "Add user" }).click();
}

test("it shows the users that the API has, and loads nothing else", async () => {
  expect(await cells()).toEqual(["1", "sweety", "2", "pallavi"]);
  expect(loaded.filter((url) => !url.startsWith("data:"))).toEqual([
    `${program.url}/demo`,
    `${program.url}/api/users`,
  ]);
  expect(complaints).toEqual([]);
});

test("a user that is added is shown, and still there after a reload", async () => {
  await field().fill("zoe");
  await field().press("Enter");
  await page.getByText("Added zoe.").waitFor();
  expect(await cells()).toEqual(["1", "sweety", "2", "pallavi", "3", "zoe"]);
  expect(await field().inputValue()).toBe("");

  await page.reload();
  await page.getByText("zoe").waitFor();
  expect(await cells()).toEqual(["1", "sweety", "2", "pallavi", "3", "zoe"]);
  expect(complaints).toEqual([]);
});

test("a name that is taken shows the problem's detail, and the next one clears it", async () => {
  await addUser("sweety");
  const alert = page.getByRole("alert");
  await page.getByText("The username sweety is taken").waitFor();
  expect(await cells()).toEqual(["1", "sweety", "2", "pallavi"]);
  expect(await field().inputValue()).toBe("sweety");
  expect(await page.evaluate("document.activeElement.id")).toBe("username");

  await addUser("zoe");
  await page.getByText("Added zoe.").waitFor();
  expect(await alert.textContent()).toBe("");
  // The browser notes every refused request by itself; there is nothing else.
  expect(complaints).toEqual([
    "error: Failed to load resource: the server responded with a status of 409 (Conflict)",
  ]);
});

test("a name that looks like HTML is text", async () => {
  const name = '<script>fail()</script><b id="x">';
  await addUser(name);
  await page.getByText(`Added ${name}.`).waitFor();
  expect(await cells()).toEqual(["1", "sweety", "2", "pallavi", "3", name]);
  expect(await page.locator("tbody b, tbody script, form b").count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("a server that has gone is said to have gone", async () => {
  await stop(program);
  await addUser("zoe");
  await page.getByText("The server does not answer. Is it running?").waitFor();
});

test("what assistive technology sees has names", async () => {
  expect(await page.getByRole("main").ariaSnapshot()).toBe(`\
- main:
  - heading "Users" [level=1]
  - paragraph:
    - text: Fetched from
    - code: /api/users
    - text: by this page’s script.
  - table "Users":
    - rowgroup:
      - row "Id Username":
        - columnheader "Id"
        - columnheader "Username"
    - rowgroup:
      - row "1 sweety":
        - cell "1"
        - cell "sweety"
      - row "2 pallavi":
        - cell "2"
        - cell "pallavi"
  - text: New username
  - textbox "New username"
  - button "Add user"
  - alert
  - status`);
});

test.each([
  ["light", 1000],
  ["dark", 1000],
  ["light", 320],
  ["dark", 320],
] as const)("it fits a %s window of %i pixels", async (colorScheme, width) => {
  await page.setViewportSize({ width, height: 700 });
  await page.emulateMedia({ colorScheme });
  await addUser(`a${"long".repeat(9)}`);
  await page.getByText("Added a").waitFor();
  await page.screenshot({
    path: join(screenshots, `${colorScheme}-${width}-added.png`),
    fullPage: true,
  });
  await addUser("sweety");
  await page.getByText("The username sweety is taken").waitFor();
  await page.screenshot({
    path: join(screenshots, `${colorScheme}-${width}-refused.png`),
    fullPage: true,
  });
  const needed = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(needed).toBeLessThanOrEqual(width);
});
