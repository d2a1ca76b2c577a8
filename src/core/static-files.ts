// A folder served as it is, as a handler like any other: hooks, blueprints and error handlers apply to it.

import { redirect } from "./redirect.ts";
import { hostOf, type BaseContext } from "./context.ts";
import { requireFolder } from "./file-system.ts";
import type { Response } from "./response.ts";
import { sendFromDirectoryOf, type SendFromDirectoryOptions } from "./send-file.ts";

export interface StaticFilesOptions extends Omit<SendFromDirectoryOptions, "maxAge"> {
  /** How long a file may be kept without asking, in seconds; or a function of its path that says so. */
  readonly maxAge?: number | ((path: string) => number | undefined) | undefined;
  /** The file that answers for its folder, such as `index.html`; unless given a folder is a 404. */
  readonly index?: string | undefined;
}

/** What is served depends on this much of the context; `filename` is the path variable of the route. */
export interface StaticFilesContext extends Pick<BaseContext, "app" | "path" | "url"> {
  readonly filename?: string;
}

/** A handler for routes such as `/static/<path:filename>`. */
export type StaticFilesHandler = (context: StaticFilesContext) => Response;

/**
 * Makes a handler that serves a folder, for routes that end in `/<path:filename>`.
 *
 * `app.static` registers one; this is for routes of your own.
 * @param folder A path or, better, a `file:` URL, which does not depend on where the program is started.
 * @throws {SetupError} `no-files`, `no-folder`: at the first request.
 * @example
 * ```ts no-run
 * const app = new Hipflask();
 * app.get("/files/<path:filename>", staticFiles(new URL("./public", import.meta.url)));
 * ```
 * @see Flask's static route
 */
export function staticFiles(
  folder: string | URL,
  options: StaticFilesOptions = {},
): StaticFilesHandler {
  const { index, maxAge, ...rest } = options;
  let isChecked = false;
  return (context) => {
    const { files } = hostOf(context as BaseContext);
    if (!isChecked) requireFolder(files, folder);
    isChecked = true;
    const { filename = "" } = context;
    const send = (path: string): Response =>
      sendFromDirectoryOf(files, folder, path, {
        ...rest,
        maxAge: typeof maxAge === "function" ? maxAge(path) : maxAge,
      });
    if (index === undefined) return send(filename);
    if (filename === "" || filename.endsWith("/")) return send(filename + index);
    return sendOrRedirect(
      context,
      () => send(filename),
      () => send(`${filename}/${index}`),
    );
  };
}

// A folder's address ends in a slash, or the links in its index would lead elsewhere.
function sendOrRedirect(
  context: StaticFilesContext,
  sendFile: () => Response,
  sendIndex: () => Response,
): Response {
  try {
    return sendFile();
  } catch (error) {
    try {
      sendIndex();
    } catch {
      throw error;
    }
    return redirect(`${context.path}/${context.url.search}`, 308);
  }
}
