// `sendFile` and its like, with the file system of this runtime.

import { runtime } from "#runtime";
import type { Response } from "../core/response.ts";
import {
  sendFileFrom,
  sendFromDirectoryOf,
  type FileSource,
  type SendFileOptions,
  type SendFromDirectoryOptions,
} from "../core/send-file.ts";

/**
 * Sends a file of the program's own, or bytes, as a file: with its type, `ETag`, `Last-Modified` and ranges.
 *
 * For a path that a client names use `sendFromDirectory`.
 * @param source A path, a `file:` URL, bytes, a blob or a stream. Bytes need a `mimetype` or a `downloadName`.
 * @throws {Error} `file-missing` if there is no such file: the program's mistake, and so a 500.
 * @throws {TypeError} `file-type`, `download-name`, `entity-tag`.
 * @throws {SetupError} `no-files` where the runtime has no file system.
 * @example
 * const app = new Hipflask();
 * const bytes = new TextEncoder().encode("id,name\n1,sweety\n");
 * app.get("/users.csv", () => sendFile(bytes, { downloadName: "users.csv", attachment: true }));
 * const { headers } = await app.testClient().get("/users.csv");
 * headers.get("content-type"); // => "text/csv; charset=utf-8"
 * headers.get("content-disposition"); // => "attachment; filename=users.csv"
 * @see Flask's `send_file`
 */
export function sendFile(source: FileSource, options?: SendFileOptions): Response {
  return sendFileFrom(runtime.files, source, options);
}

/**
 * Sends a file below a folder, by a path that a client named.
 *
 * Whatever is not there, is no file, begins with a dot or lies elsewhere is a 404.
 * @param folder A path or, better, a `file:` URL, which does not depend on where the program is started.
 * @param path Decoded once, as path variables are: names with slashes between them.
 * @throws {HTTPError} 404.
 * @throws {SetupError} `no-files` where the runtime has no file system.
 * @example
 * ```ts no-run
 * const app = new Hipflask();
 * const folder = new URL("./reports", import.meta.url);
 * app.get("/reports/<path:name>", ({ name }) => sendFromDirectory(folder, name, { attachment: true }));
 * ```
 * @see Flask's `send_from_directory`
 */
export function sendFromDirectory(
  folder: string | URL,
  path: string,
  options?: SendFromDirectoryOptions,
): Response {
  return sendFromDirectoryOf(runtime.files, folder, path, options);
}
