// Links that open a file in an editor. Which editor is said by an environment variable, so that everyone who works on
// a program has their own: by its name, or by a URL with places in it.

import { pathToFileURL } from "node:url";

const templates: Readonly<Record<string, string>> = {
  vscode: "vscode://file{path}:{line}:{column}",
  "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
  vscodium: "vscodium://file{path}:{line}:{column}",
  cursor: "cursor://file{path}:{line}:{column}",
  windsurf: "windsurf://file{path}:{line}:{column}",
  zed: "zed://file{path}:{line}:{column}",
  idea: "idea://open?file={path}&line={line}&column={column}",
  webstorm: "webstorm://open?file={path}&line={line}&column={column}",
  sublime: "subl://open?url=file://{path}&line={line}&column={column}",
};

export interface Place {
  /** Absolute. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The URL that opens a place in an editor; null where none is wanted, or none is known by that name.
 *
 * @param editor `vscode`, `cursor`, `zed`, `webstorm`, …, or a URL with `{path}`, `{line}` and `{column}`, or `none`.
 * @example
 * editorLink({ path: "/app/users.ts", line: 7, column: 3 }); // => "vscode://file/app/users.ts:7:3"
 * editorLink({ path: "/app/users.ts", line: 7, column: 3 }, "none"); // => null
 */
export function editorLink(
  { path, line, column }: Place,
  editor = process.env["HIPFLASK_EDITOR"] ?? "vscode",
): string | null {
  const template = Object.hasOwn(templates, editor) ? templates[editor]! : editor;
  // An editor has a protocol of its own; a script of a page must not come this way either.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(template) || /^javascript:/i.test(template)) return null;
  return template
    .replaceAll("{path}", pathToFileURL(path).pathname)
    .replaceAll("{line}", String(line))
    .replaceAll("{column}", String(column));
}
