// Section "Streaming". Bodies made while they are sent keep the context of their request: nothing needs to be said for it.

import { Response, type Hipflask, type ResponseInit } from "hipflask";
import { streamOf } from "../values.ts";

const text: ResponseInit = { mimetype: "text/plain" };

export function streamingRoutes(app: Hipflask): void {
  app.get("/stream/text", () => new Response(streamOf("one\n", "two\n", "three\n"), text));
  app.get("/stream/empty", () => new Response(streamOf<string>(), text));
  app.get("/stream/empty-chunks", () => new Response(streamOf("a", "", "b"), text));
  app.get(
    "/stream/sse",
    () =>
      new Response(streamOf("data: 1\n\n", "data: 2\n\n"), {
        mimetype: "text/event-stream",
        headers: { "Cache-Control": "no-cache" },
      }),
  );
  app.get("/stream/ctx", ({ query }) => new Response(queryLater(query), text));
  app.get("/stream/no-ctx", ({ query }) => new Response(queryLater(query), text));
  app.get("/stream/error-first", () => new Response(failingAfter(), text));
  app.get("/stream/error-mid", () => new Response(failingAfter("part"), text));
  app.get("/stream/int", () => new Response(streamOf(1 as unknown as string), text));
  app.get(
    "/stream/content-length",
    () => new Response(streamOf("abc"), { ...text, headers: { "Content-Length": "3" } }),
  );
}

async function* queryLater(query: URLSearchParams): AsyncGenerator<string> {
  yield "q=";
  yield query.get("q") ?? "";
}

async function* failingAfter(...chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
  throw new Error("the body cannot be made");
}
