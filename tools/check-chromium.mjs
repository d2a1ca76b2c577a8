// Starts the Chromium that the browser tests will start, and asks it for one page.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../test/browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const packaged = (await import(require.resolve("@sparticuz/chromium"))).default;

const installed = "/usr/bin/chromium";
const browser = await chromium.launch({
  executablePath: existsSync(installed) ? installed : await packaged.executablePath(),
  args: [...packaged.args, "--disable-background-networking", "--disable-component-update"],
});
const page = await browser.newPage();
await page.setContent("<title>ready</title>");
const title = await page.title();
console.log(`Chromium ${browser.version()}: ${title}`);
await browser.close();
process.exitCode = title === "ready" ? 0 : 1;
