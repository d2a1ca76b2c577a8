import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { errorPage } from "../../src/core/error-page.ts";
import { abort } from "../../src/errors/abort.ts";
import { Unauthorized } from "../../src/errors/status-errors.ts";
import { recordedLog } from "./recorded-log.ts";

const chromiumAccept =
  "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

describe("a page", () => {
  test("says the status and what went wrong", () => {
    const page = errorPage({ type: "about:blank", title: "Not Found", status: 404, detail: "no" });
    expect(page).toContain("<title>404 Not Found</title>");
    expect(page).toContain("<h1>404 Not Found</h1>\n<p>no</p>");
  });

  test("without a detail has none", () => {
    const page = errorPage({ type: "about:blank", title: "Gone", status: 410 });
    expect(page).not.toContain("<p>");
  });

  test("runs no script, whatever is in the error", () => {
    const evil = `<script>alert("1" + '2')</script>&`;
    const page = errorPage({ type: "about:blank", title: evil, status: 400, detail: evil });
    expect(page).not.toContain("<script");
    expect(page).toContain(
      "<p>&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;)&lt;/script&gt;&amp;</p>",
    );
  });
});

describe("an application", () => {
  const get = async (
    accept: string | undefined,
    errorPages?: "problem" | "html",
  ): Promise<Response> => {
    const app = new Hipflask({ errorPages, log: recordedLog() });
    app.get("/", () => abort(403, "<not you>"));
    app.get("/secret", (): string => {
      throw new Error("secret");
    });
    app.get("/sign-in", (): string => {
      throw new Unauthorized("", { wwwAuthenticate: "Basic" });
    });
    const path = accept === "secret" ? "/secret" : accept === "sign-in" ? "/sign-in" : "/";
    const headers = { accept: path === "/" ? (accept ?? "") : chromiumAccept };
    return app.testClient().get(path, accept === undefined ? {} : { headers });
  };
  const typeFor = async (accept: string | undefined, pages?: "problem" | "html") =>
    (await get(accept, pages)).headers.get("content-type");

  test("that does not ask for pages sends problem documents to browsers too", async () => {
    const response = await get(chromiumAccept);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("vary")).toBeNull();
  });

  test.each([
    [chromiumAccept, "text/html; charset=utf-8"],
    ["text/html", "text/html; charset=utf-8"],
    ["*/*", "application/problem+json"],
    ["application/json", "application/problem+json"],
    ["application/json, text/html;q=0.5", "application/problem+json"],
    ["image/png", "application/problem+json"],
    [undefined, "application/problem+json"],
  ])("that asks for pages answers Accept: %s with %s", async (accept, type) => {
    expect(await typeFor(accept, "html")).toBe(type);
  });

  test("that asks for pages tells caches so, and keeps the status", async () => {
    const response = await get(chromiumAccept, "html");
    expect([response.status, response.headers.get("vary")]).toEqual([403, "accept"]);
    expect(await response.text()).toContain("<p>&lt;not you&gt;</p>");
  });

  test("leaks nothing in a page", async () => {
    const response = await get("secret", "html");
    expect(response.status).toBe(500);
    expect(await response.text()).toBe(
      errorPage({ type: "about:blank", title: "Internal Server Error", status: 500 }),
    );
  });

  test("keeps the fields of the error", async () => {
    expect((await get("sign-in", "html")).headers.get("www-authenticate")).toBe("Basic");
  });
});
