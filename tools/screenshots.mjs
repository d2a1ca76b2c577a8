// `npm run screenshots`: takes the pictures of docs/images/ again, of a real program in a real browser.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "../tests/examples/chromium.ts";
import { root } from "./step.mjs";
import { terminalPage } from "./terminal-page.mjs";

const folder = join(root, "docs/images");
mkdirSync(folder, { recursive: true });

const program = spawn(
  process.execPath,
  ["--conditions=hipflask-source", "--import", "tsx", "app.ts"],
  {
    cwd: join(root, "tests/debug/shop"),
    env: { PATH: process.env.PATH, LANG: "en_GB.UTF-8", PORT: "5000", FORCE_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  },
);
let printed = "";
const listening = new Promise((resolve) => {
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      printed += text;
      if (printed.includes("Hipflask on")) resolve();
    });
  }
});
await listening;

const browser = await launchChromium();
const url = "http://localhost:5000";

/** A page of the window's size, as large as it is shown in the documentation on a screen of double density. */
async function shoot(name, { path, colorScheme = "light", width, height, prepare }) {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: 1.5,
    colorScheme,
  });
  if (path !== undefined) await page.goto(url + path);
  await prepare(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

const frame = (page, number) => page.locator(`[data-error="0"] [data-frame="${number}"]`);

async function useConsole(page) {
  const field = page.getByLabel("Evaluate in totalOf");
  await field.fill("[...prices.keys()]");
  await field.press("Enter");
  await frame(page, 0).locator(".log .value summary").waitFor();
  await page.evaluate("document.activeElement.blur()");
}

const wide = { path: "/orders/7?discount=0.1", width: 1280, height: 860, prepare: useConsole };
await shoot("debug-light", wide);
await shoot("debug-dark", { ...wide, colorScheme: "dark" });
await shoot("debug-narrow", {
  ...wide,
  width: 390,
  height: 844,
  colorScheme: "dark",
  prepare: (page) => page.getByLabel("Evaluate in totalOf").waitFor(),
});
await shoot("debug-404", {
  path: "/orders/seven",
  width: 1000,
  height: 720,
  prepare: (page) => page.getByText("Did you mean").waitFor(),
});

// The start, and what the first picture's request has left.
const [before, once] = printed.split(/^(?=order 7)/m);
const terminal = `${before}${once}`.replaceAll(/#token=([0-9a-f]{6})[0-9a-f]+/g, "#token=$1…");
await shoot("debug-terminal", {
  width: 920,
  height: 640,
  prepare: async (page) => {
    await page.setContent(terminalPage(terminal.trimEnd(), "node app.ts"));
    const { width, height } = await page.locator("figure").boundingBox();
    await page.setViewportSize({ width: Math.ceil(width) + 56, height: Math.ceil(height) + 56 });
  },
});

await browser.close();
program.kill();
