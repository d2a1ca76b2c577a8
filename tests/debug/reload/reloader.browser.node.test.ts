// A tab that stays open while its program is broken and mended: it follows by itself.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium, type Browser, type Page } from "../../examples/chromium.ts";
import { endEdited, startEdited, type EditedProgram } from "./edited-program.ts";

const patient = { timeout: 60_000 };

const program = (body: string): string => `
  import { Hipflask } from "hipflask";
  const app = new Hipflask();
  app.get("/", function index() {
    ${body}
  });
  app.run({ debug: true, port: 0 });
`;

let browser: Browser;
let edited: EditedProgram;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(patient.timeout);
});

afterEach(async () => {
  await page.close();
  endEdited();
});

afterAll(() => browser.close());

const save = (body: string): void => edited.save("app.mjs", program(body));
const heading = (name: string): Promise<void> => page.getByRole("heading", { name }).waitFor();

test("a handler that fails, a file that does not parse, and one that answers, one after the other", async () => {
  edited = startEdited({
    "app.mjs": program("const cups = 1; throw new RangeError(`no cup ${cups}`);"),
  });
  await page.goto(await edited.url);
  await heading("RangeError no cup 1");
  await page.getByLabel("Evaluate in index").waitFor();

  save("const cups = ; return {};");
  await heading("SyntaxError");
  expect(await page.locator(".here").first().textContent()).toContain("const cups = ;");
  await page.getByText("there are no variables and no console").first().waitFor();

  save("throw new RangeError('no cup 2');");
  await heading("RangeError no cup 2");
  // It is the new program's own page, with a console that works.
  await page.getByLabel("Evaluate in index").fill("6 * 7");
  await page.getByLabel("Evaluate in index").press("Enter");
  await page.locator('.log .text:text-is("42")').waitFor();

  save("return { cups: 2 };");
  await expect.poll(() => page.locator("body").textContent(), patient).toContain('"cups": 2');
}, 180_000);
