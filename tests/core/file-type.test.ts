import { expect, test } from "vitest";
import { mimetypeOf } from "../../src/core/file-type.ts";

test.each([
  ["hello.txt", "text/plain"],
  ["index.html", "text/html"],
  ["site.CSS", "text/css"],
  ["app.js", "text/javascript"],
  ["app.mjs", "text/javascript"],
  ["data.json", "application/json"],
  ["logo.svg", "image/svg+xml"],
  ["photo.jpg", "image/jpeg"],
  ["photo.avif", "image/avif"],
  ["font.woff2", "font/woff2"],
  ["module.wasm", "application/wasm"],
  ["table.csv", "text/csv"],
  ["report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["archive.tar.gz", "application/gzip"],
  ["site.webmanifest", "application/manifest+json"],
  ["Makefile", null],
  ["a.unknown-ending", null],
  ["a.", null],
  ["", null],
  ["a.__proto__", null],
  ["a.constructor", null],
])("%j is %s", (name, mimetype) => {
  expect(mimetypeOf(name)).toBe(mimetype);
});
