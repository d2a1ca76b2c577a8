// A real Chromium: the system's own, else the packaged one.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const browserPackage = new URL("../../test/browser/package.json", import.meta.url);
const require = createRequire(browserPackage);
const installed = "/usr/bin/chromium";

// What the tests use of Playwright, which is installed for the full test run only.

export interface Locator {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  press(key: string): Promise<void>;
  count(): Promise<number>;
  textContent(): Promise<string | null>;
  allTextContents(): Promise<string[]>;
  inputValue(): Promise<string>;
  ariaSnapshot(): Promise<string>;
  locator(selector: string): Locator;
  waitFor(options?: { readonly state: "attached" | "detached" | "visible" }): Promise<void>;
  first(): Locator;
  innerText(): Promise<string>;
  getAttribute(name: string): Promise<string | null>;
  isVisible(): Promise<boolean>;
}

export interface Page {
  goto(url: string): Promise<unknown>;
  url(): string;
  setDefaultTimeout(ms: number): void;
  content(): Promise<string>;
  frames(): { url(): string }[];
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  waitForEvent(event: "popup"): Promise<Page>;
  getByRole(role: string, options?: { readonly name?: string }): Locator;
  getByLabel(text: string): Locator;
  getByText(text: string): Locator;
  locator(selector: string): Locator;
  on(event: "console", see: (message: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", see: (error: Error) => void): void;
  on(event: "request", see: (request: { url(): string }) => void): void;
  on(event: "dialog", see: (dialog: { dismiss(): Promise<void> }) => void): void;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: { readonly colorScheme: "light" | "dark" }): Promise<void>;
  screenshot(options: { readonly path: string; readonly fullPage: boolean }): Promise<unknown>;
  evaluate<Result>(script: string): Promise<Result>;
  reload(): Promise<unknown>;
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly javaScriptEnabled?: boolean;
  readonly permissions?: readonly string[];
}

export interface Browser {
  newPage(options?: ContextOptions): Promise<Page>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser>;
  };
}

interface PackagedChromium {
  readonly default: { readonly args: readonly string[]; executablePath(): Promise<string> };
}

// The packaged browser asks for one process, which ends with its last page, and for no web
// security: a page that works only so would work nowhere.
const unusual = ["--single-process", "--no-zygote", "--disable-web-security"];
const keepsAUsualBrowser = (argument: string): boolean => !unusual.includes(argument);
const quiet = ["--disable-background-networking", "--disable-component-update"];

/** @param more Arguments for the command line. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const { chromium } = load() as Playwright;
  const packaged = ((await import(require.resolve("@sparticuz/chromium"))) as PackagedChromium)
    .default;
  return chromium.launch({
    executablePath: existsSync(installed) ? installed : await packaged.executablePath(),
    args: [...packaged.args.filter(keepsAUsualBrowser), ...quiet, ...more],
  });
}

function load(): unknown {
  try {
    return require("playwright-core");
  } catch (cause) {
    throw new Error(
      "Cannot run this test: playwright-core is not installed\nFix: npm ci --prefix test/browser",
      { cause },
    );
  }
}
