// Starts the Chromium that the browser tests will start, and asks it for one page.
// Run with `--import tsx`, as what starts it is theirs.
import { launchChromium } from "../tests/examples/chromium.ts";

const browser = await launchChromium();
const page = await browser.newPage();
await page.goto("data:text/html,<title>ready</title>");
const title = await page.evaluate("document.title");
await browser.close();
console.log(title);
process.exitCode = title === "ready" ? 0 : 1;
