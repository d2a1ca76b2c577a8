// Section "Return values". Flask's tuples of body, status and headers are `makeResponse`; text is `html`, as Flask sends it.

import { html, jsonify, makeResponse, NotFound, Response, type Hipflask } from "hipflask";
import { streamOf } from "../values.ts";

export function returnRoutes(app: Hipflask): void {
  valueRoutes(app);
  statusRoutes(app);
  fieldRoutes(app);
  streamRoutes(app);
  responseRoutes(app);
  makeResponseRoutes(app);
}

function valueRoutes(app: Hipflask): void {
  app.get("/r/str", () => html("plain"));
  app.get("/r/str-unicode", () => html("héllo ☃"));
  app.get("/r/empty-str", () => html(""));
  app.get("/r/bytes", () => new Response(bytes(0x00, 0xff, ..."bytes"), { mimetype: "text/html" }));
  app.get("/r/bytearray", () => new Response(bytes(..."ba"), { mimetype: "text/html" }));
  app.get("/r/dict", () => ({ b: 1, a: 2 }));
  app.get("/r/empty-dict", () => ({}));
  app.get("/r/list", () => [1, 2]);
  app.get("/r/empty-list", () => []);
  app.get("/r/none", () => nothing());
  app.get("/r/int", () => 42);
  app.get("/r/true", () => true);
  app.get("/r/float", () => 1.5);
  app.get("/r/set", () => new Set([1]));
  app.get("/r/tuple-1", () => ["x"]);
  app.get("/r/tuple-4", () => ["x", 200, {}, "y"]);
  app.get("/r/tuple-empty", () => []);
  app.get("/r/nested-tuple", () => [["x", 201], 202]);
  app.get("/r/list-of-tuples", () => [["a", 1]]);
}

function statusRoutes(app: Hipflask): void {
  app.get("/r/status", () => html("created", 201));
  // HTTP/1.1 leaves the phrase to the server, HTTP/2 has none.
  app.get("/r/status-str", () => html("x", 201));
  app.get("/r/status-str-num", () => html("x", 404));
  app.get("/r/status-str-bad", () => html("x", Number("Not A Number")));
  app.get("/r/status-unknown", () => html("x", 299));
  app.get("/r/status-999", () => html("x", 999));
  app.get("/r/status-100", () => html("x", 100));
  app.get("/r/none-status", () => makeResponse(nothing(), 204));
  app.get("/r/empty-204", () => html("", 204));
  app.get("/r/body-204", () => html("x", 204));
  app.get("/r/dict-204", () => jsonify({ a: 1 }, 204));
  app.get("/r/body-304", () =>
    makeResponse(html("x"), 304, { ETag: '"x"', "Content-Language": "en" }),
  );
  app.get("/r/body-205", () => html("x", 205));
}

function fieldRoutes(app: Hipflask): void {
  app.get("/r/headers", () => makeResponse(html("h"), 200, { "X-One": "1", "X-Two": "2" }));
  app.get("/r/headers-list", () =>
    makeResponse(html("h"), 200, [
      ["X-Multi", "1"],
      ["X-Multi", "2"],
    ]),
  );
  app.get("/r/headers-list-value", () => makeResponse(html("h"), 200, { "X-Multi": ["1", "2"] }));
  app.get("/r/triple", () => makeResponse(html("t"), 202, { "X-T": "1" }));
  app.get("/r/triple-list", () =>
    makeResponse(html("t"), 202, [
      ["X-T", "1"],
      ["X-T", "2"],
    ]),
  );
  app.get("/r/dict-status", () => jsonify({ a: 1 }, 201));
  app.get("/r/dict-status-headers", () =>
    jsonify({ a: 1 }, { status: 201, headers: { Location: "/things/1" } }),
  );
  app.get("/r/list-headers", () => jsonify([1], { headers: { "X-L": "1" } }));
  app.get("/r/dict-content-type", () =>
    jsonify({ e: 1 }, { status: 400, mimetype: "application/problem+json" }),
  );
  app.get("/r/str-content-type", () => new Response("{}", { mimetype: "application/json" }));
  app.get(
    "/r/str-content-type-text",
    () => new Response("x", { headers: { "Content-Type": "text/plain" } }),
  );
  app.get("/r/header-int", () => makeResponse(html("x"), 200, { "X-Int": String(5) }));
  app.get("/r/header-unicode", () => makeResponse(html("x"), 200, { "X-U": "é" }));
  app.get("/r/header-unicode-wide", () => makeResponse(html("x"), 200, { "X-U": "☃" }));
  app.get("/r/header-newline", () => makeResponse(html("x"), 200, { "X-N": "a\r\nX-Evil: 1" }));
}

function streamRoutes(app: Hipflask): void {
  const page = { mimetype: "text/html" };
  app.get("/r/generator", () => new Response(streamOf("g1", "g2"), page));
  app.get("/r/generator-bytes", () => new Response(streamOf(bytes(..."g1"), bytes(..."g2")), page));
  app.get("/r/generator-status", () =>
    makeResponse(new Response(streamOf("g1", "g2"), page), 201, { "X-G": "1" }),
  );
  app.get("/r/iterable-not-iterator", () => {
    throw new TypeError("an iterable is data, and Flask takes none of this kind");
  });
}

function responseRoutes(app: Hipflask): void {
  app.get("/r/response", () => new Response("r", { status: 203, headers: { "X-R": "1" } }));
  app.get("/r/response-status", () => makeResponse(html("r", 203), 207));
  app.get("/r/response-headers", () => {
    const response = html("r");
    response.headers.set("X-R", "inner");
    response.headers.set("X-I", "i");
    return makeResponse(response, undefined, { "X-R": "outer", "X-O": "o" });
  });
  app.get("/r/wsgi", () => new globalThis.Response("from wsgi", { status: 202 }));
  app.get("/r/exception-instance", () => new NotFound());
  app.get("/r/json-str", () => new Response('{"a": 1}', { mimetype: "application/json" }));
  app.get(
    "/r/content-type-arg",
    () => new Response("x", { headers: { "Content-Type": "text/csv" } }),
  );
  app.get("/r/mimetype-text", () => new Response("x", { mimetype: "text/csv" }));
  app.get("/r/mimetype-xml", () => new Response("<x/>", { mimetype: "application/xml" }));
  app.get("/r/mimetype-js", () => new Response("1", { mimetype: "application/javascript" }));
  app.get("/r/mimetype-svg", () => new Response("<svg/>", { mimetype: "image/svg+xml" }));
  app.get("/r/mimetype-bin", () => new Response("1", { mimetype: "application/octet-stream" }));
  app.get("/r/headers-obj", () => {
    const response = html("ok");
    const { headers } = response;
    headers.set("X-A", "1");
    headers.append("X-A", "2");
    if (!headers.has("X-A")) headers.set("X-A", "3");
    if (!headers.has("X-B")) headers.set("X-B", "4");
    headers.set("X-C", "x");
    headers.delete("X-C");
    headers.append("X-D", "5");
    return response;
  });
  app.get("/r/data-setter", () => {
    const response = html("old");
    response.body = "new body";
    response.status = 202;
    response.mimetype = "text/plain";
    return response;
  });
  app.get("/r/cache-control", () => {
    const response = html("x");
    response.cacheControl({ maxAge: 60, public: true });
    return response;
  });
  app.get("/r/vary", () => {
    const response = html("x");
    response.vary("Accept");
    response.vary("accept", "Cookie");
    return response;
  });
}

function makeResponseRoutes(app: Hipflask): void {
  app.get("/r/make-response-0", () => makeResponse(html("")));
  app.get("/r/make-response-1", () => makeResponse(html("x")));
  app.get("/r/make-response-2", () => makeResponse(html("x"), 201));
  app.get("/r/make-response-tuple", () => makeResponse(html("x", 201)));
  app.get("/r/make-response-dict", () => makeResponse({ a: 1 }));
}

/** A handler that forgot its `return`, which the compiler would not let pass. */
function nothing(): object {
  return undefined as unknown as object;
}

function bytes(...values: readonly (number | string)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(values, (value) =>
    typeof value === "number" ? value : value.charCodeAt(0),
  );
}
