import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import type { BaseContext } from "../../src/core/context.ts";
import { ndjson } from "../../src/core/item-stream.ts";
import { Response } from "../../src/core/response.ts";
import { wire } from "../../src/testing/wire.ts";

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Reads everything of the context that a stream may want, late: long after its handler has returned. */
async function* told(context: Pick<BaseContext, "query" | "headers" | "cookies" | "path" | "g">) {
  const { g } = context;
  await pause();
  yield `q=${context.query.get("q")} `;
  await pause();
  yield `accept=${context.headers.get("accept")} `;
  await pause();
  yield `a=${context.cookies["a"]} `;
  g["seen"] = "yes";
  await pause();
  yield `path=${context.path} seen=${String(context.g["seen"])} user=${String(context.g["user"])}`;
}

const request = (target: string, q: string): string =>
  `GET ${target}?q=${q} HTTP/1.1\r\nHost: h\r\nAccept: text/plain\r\nCookie: a=${q}\r\n\r\n`;

describe("a stream sees the request that it answers", () => {
  const app = new Hipflask();
  app.get("/text", (context) => {
    context.g["user"] = context.query.get("q");
    return new Response(told(context), { mimetype: "text/plain" });
  });
  app.get("/lines", (context) => {
    context.g["user"] = context.query.get("q");
    return ndjson(told(context));
  });

  test.each(["/text", "/lines"])("%s", async (target) => {
    const answer = await wire(app, request(target, "one"));
    for (const part of [
      "q=one",
      "accept=text/plain",
      "a=one",
      `path=${target}`,
      "seen=yes user=one",
    ]) {
      expect(answer).toContain(part);
    }
  });

  test("and not another one, on a connection or beside it", async () => {
    const [first, second] = await Promise.all([
      wire(app, request("/text", "one") + request("/text", "two")),
      wire(app, request("/text", "three")),
    ]);
    expect(first.match(/q=\w+|a=\w+|user=\w+/g)).toEqual([
      "q=one",
      "a=one",
      "user=one",
      "q=two",
      "a=two",
      "user=two",
    ]);
    expect(second.match(/q=\w+|a=\w+|user=\w+/g)).toEqual(["q=three", "a=three", "user=three"]);
  });
});
