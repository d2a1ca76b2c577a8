import { expect, test } from "vitest";
import { editorLink } from "../../src/debug/editor-link.ts";

const place = { path: "/home/zoe/my shop/#1/users.ts", line: 7, column: 3 };
const escaped = "/home/zoe/my%20shop/%231/users.ts";

test.each([
  ["vscode", `vscode://file${escaped}:7:3`],
  ["cursor", `cursor://file${escaped}:7:3`],
  ["webstorm", `webstorm://open?file=${escaped}&line=7&column=3`],
  [
    "vscode://vscode-remote/wsl+Debian{path}:{line}",
    `vscode://vscode-remote/wsl+Debian${escaped}:7`,
  ],
])("%s opens the place", (editor, link) => {
  expect(editorLink(place, editor)).toBe(link);
});

test.each([
  "none",
  "",
  "ed",
  "constructor",
  "javascript://%0aalert(1)//{path}",
  "data:text/html,{path}",
])("%j makes no link", (editor) => {
  expect(editorLink(place, editor)).toBeNull();
});
