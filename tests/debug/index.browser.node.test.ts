// A program with `debug: true`, as its author meets it in a browser: every way to fail, its variables and its console.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium, type Browser, type Page } from "../examples/chromium.ts";
import { cleanUp, start, stop, type Program } from "../examples/program.ts";

let browser: Browser;
let program: Program;
let page: Page;

beforeAll(async () => {
  [browser, program] = await Promise.all([
    launchChromium(),
    start("", "tests/debug/shop/app.ts", { NODE_ENV: "development" }),
  ]);
}, 120_000);

beforeEach(async () => {
  page = await browser.newPage();
});

afterEach(() => page.close());

afterAll(async () => {
  await browser.close();
  await stop(program);
  cleanUp();
}, 60_000);

const open = (path: string): Promise<unknown> => page.goto(program.url + path);
const field = (name: string) => page.getByLabel(`Evaluate in ${name}`).first();
const frame = (number: number) => page.locator(`[data-error="0"] [data-frame="${number}"]`);
const calls = (): Promise<string[]> =>
  page.locator("[data-error='0'] .frame .call").allTextContents();
const values = (number: number): Promise<string[]> =>
  frame(number).locator(".values > ol > li").allTextContents();

test("an error in a handler: where it is, the values there, and how to mend it", async () => {
  await open("/orders/7");
  await page
    .getByRole("heading", {
      name: "TypeError Cannot read properties of undefined (reading 'amount')",
    })
    .waitFor();
  await field("totalOf").waitFor();
  expect(await calls()).toEqual(["totalOf", "showOrder"]);
  expect(await frame(0).locator(".here mark").textContent()).toBe("amount");
  expect(await page.locator(".fix").textContent()).toContain("price is undefined here");
  expect(await values(0)).toEqual(
    expect.arrayContaining(["priceundefined", 'item"biscuit"', "count12"]),
  );
  expect(await frame(0).locator(".here .hint").textContent()).toContain("price undefined");
  // What the program wrote, for this request alone.
  expect(await page.locator("#output code").allTextContents()).toEqual([
    "order 7 with a discount of 0",
  ]);
});

test("an expression is evaluated in whichever frame, while the program goes on", async () => {
  await open("/orders/7?discount=0.5");
  await field("totalOf").fill("order.lines.map((line) => line.item).join()");
  await field("totalOf").press("Enter");
  await page.getByText('"cake,biscuit"').waitFor();

  await frame(1).locator("summary").first().click();
  await field("showOrder").fill("[id, discount, order === undefined]");
  await field("showOrder").press("Enter");
  const answer = frame(1).locator(".log .value summary");
  await answer.click();
  await frame(1).locator(".log .value ul li").first().waitFor();
  expect((await frame(1).locator(".log .value ul li").allTextContents()).slice(0, 3)).toEqual([
    "07",
    "10.5",
    "2false",
  ]);
  const response = await fetch(`${program.url}/orders/6`);
  expect(await response.json()).toMatchObject({ total: 9 });
});

test("an error in a hook", async () => {
  await open("/admin/orders");
  await page.getByRole("heading", { name: "TypeError Cannot read properties of null" }).waitFor();
  await field("checkKey").waitFor();
  expect(await values(0)).toEqual(expect.arrayContaining(["keynull"]));
  expect(await page.locator("#route").textContent()).toContain("checkKey");
});

test("an error after an await: the frame that waited says why it has no variables", async () => {
  await open("/late/9");
  await page.getByRole("heading", { name: "RangeError there is no order 9" }).waitFor();
  await field("loadOrder").waitFor();
  expect(await calls()).toEqual(["loadOrder", "await showLate"]);
  expect(await values(0)).toEqual(expect.arrayContaining(["id9", "orderundefined"]));
  await frame(1).locator("summary").click();
  await page.getByText("It was waiting at an await").waitFor();
});

test("an error in a chain of promises", async () => {
  await open("/chain/9");
  await page
    .getByRole("heading", {
      name: "TypeError Cannot read properties of undefined (reading 'customer')",
    })
    .waitFor();
  await field("name").waitFor();
  expect(await values(0)).toEqual(expect.arrayContaining(["orderundefined"]));
});

test("an error and what caused it, each with its variables, behind the link that a JSON client gets", async () => {
  const response = await fetch(`${program.url}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const { debug } = (await response.json()) as { debug: string };
  await page.goto(debug);
  await page.getByRole("heading", { name: "Error this order cannot be taken" }).waitFor();
  await page
    .getByRole("heading", { name: "TypeError Cannot read properties of undefined" })
    .waitFor();
  await field("addOrder").waitFor();
  for (const error of [0, 1]) {
    const list = page.locator(`[data-error="${error}"] .values`).first();
    await list.waitFor();
    expect(await list.textContent()).toContain("body");
  }
});

test("a path that no route takes: what was perhaps meant", async () => {
  await open("/orders/seven");
  await page.getByText("Did you mean").waitFor();
  expect(await page.locator(".misses").textContent()).toMatch(
    /\/orders\/<int:id>.*seven is not an int/s,
  );
});

test("a page of another origin is not let in, with the token of the terminal either", async () => {
  const token = /#token=([0-9a-f]{64})/.exec(program.printed())?.[1];
  const id = /reports\/(\w+)#/.exec(program.printed())?.[1];
  await page.goto("data:text/html,<title>evil</title>");
  for (const mode of ["cors", "no-cors"]) {
    const outcome = await page.evaluate(`fetch("${program.url}/__hipflask__/locals", {
      method: "POST",
      mode: "${mode}",
      headers: { "content-type": "application/json", "x-hipflask-token": "${token}" },
      body: JSON.stringify({ report: "${id}", error: 0 }),
    }).then((response) => response.status, (error) => error.name)`);
    expect(outcome).toBe("TypeError");
  }
});
