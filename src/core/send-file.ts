// Answers made of files: by a path of the program's own, by a path that a client named, or of bytes.

import type { HTTPError } from "../errors/http-error.ts";
import { NotFound } from "../errors/status-errors.ts";
import { formatCacheControl } from "../http/cache-control.ts";
import { formatContentDisposition } from "../http/content-disposition.ts";
import { httpDate } from "../http/date.ts";
import { formatEntityTag } from "../http/etag.ts";
import { HeaderFields } from "../http/headers.ts";
import type { BodySource } from "./body.ts";
import { allCodings, findForms, type Precompressed } from "./encoded-forms.ts";
import { contentOf, contentOfFile } from "./file-content.ts";
import { FileResponse } from "./file-response.ts";
import { requireFiles, type FileSystem, type FoundFile } from "./file-system.ts";
import { mimetypeOf } from "./file-type.ts";
import type { Response } from "./response.ts";
import { safeNames } from "./safe-names.ts";

export interface SendFileOptions {
  /** The media type; that of the name unless given. Text gets `; charset=utf-8`. */
  readonly mimetype?: string | undefined;
  /** The name under which it is saved; that of the file unless given. */
  readonly downloadName?: string | undefined;
  /** Whether a browser saves it instead of showing it. False unless given. */
  readonly attachment?: boolean | undefined;
  /** Whether an `ETag` is made from size and time; or the tag itself, without quotes. True unless given. */
  readonly etag?: boolean | string | undefined;
  /** When it last changed; as the file says unless given, null for none. */
  readonly lastModified?: Date | null | undefined;
  /** How long anyone may keep it without asking, in seconds; unless given it is kept, but asked about each time. */
  readonly maxAge?: number | undefined;
  /** With `maxAge`: whether it never changes. */
  readonly immutable?: boolean | undefined;
  /** Whether conditions (304, 412) and ranges (206, 416) are heeded. True unless given. */
  readonly conditional?: boolean | undefined;
  /** Sends `name.br`, `name.zst` or `name.gz` where it lies beside the file and the client takes it: `true`, or which. */
  readonly precompressed?: boolean | readonly Precompressed[] | undefined;
}

export interface SendFromDirectoryOptions extends SendFileOptions {
  /** Whether files and folders whose names begin with a dot are sent. False unless given. */
  readonly dotfiles?: boolean | undefined;
}

/** A path, a `file:` URL; or bytes, a blob, a stream. Text is a path. */
export type FileSource = string | URL | Exclude<BodySource, string | null | undefined>;

/**
 * Sends a file of the program's own, or bytes, as a file.
 *
 * @throws {Error} `file-missing` if there is no such file: the program's mistake, and so a 500.
 * @throws {TypeError} `file-type` for bytes that have neither a type nor a name.
 * @throws {SetupError} `no-files`
 */
export function sendFileFrom(
  files: FileSystem | null,
  source: FileSource,
  options: SendFileOptions = {},
): Response {
  const { conditional = true, downloadName } = options;
  if (typeof source === "string" || source instanceof URL) {
    const system = requireFiles(files);
    const found = system.find(source);
    if (found?.kind !== "file") throw missing(source);
    return respond(system, found, options, (extension) => system.find(found.path + extension));
  }
  const mimetype = options.mimetype ?? typeOf(source, downloadName);
  const headers = fieldsOf(options, null, downloadName ?? null);
  return new FileResponse(contentOf(source), { mimetype, headers, conditional, forms: [] });
}

/**
 * Sends a file below a folder, by a path that a client named.
 *
 * @throws {HTTPError} 404 for what is not there, is no file, or lies elsewhere.
 * @throws {SetupError} `no-files`
 */
export function sendFromDirectoryOf(
  files: FileSystem | null,
  folder: string | URL,
  path: string,
  options: SendFromDirectoryOptions = {},
): Response {
  const system = requireFiles(files);
  const names = safeNames(path, options.dotfiles ?? false);
  const found = names === null ? null : system.findInside(folder, names);
  if (names === null || found?.kind !== "file") throw notFound();
  return respond(system, found, options, (extension) =>
    system.findInside(folder, [...names.slice(0, -1), names.at(-1)! + extension]),
  );
}

// What a client hears of everything that it cannot have, whatever the reason.
function notFound(): HTTPError {
  return new NotFound("there is no such file");
}

function respond(
  files: FileSystem,
  file: FoundFile,
  options: SendFileOptions,
  findForm: (extension: string) => FoundFile | null,
): Response {
  const { conditional = true, downloadName = nameOf(file.path), precompressed = false } = options;
  const codings = precompressed === true ? allCodings : precompressed || [];
  const forms = findForms(files, codings, findForm);
  const mimetype = options.mimetype ?? mimetypeOf(downloadName) ?? "application/octet-stream";
  const headers = fieldsOf(options, file, downloadName);
  if (forms.length > 0) headers.set("vary", "accept-encoding");
  return new FileResponse(contentOfFile(files, file), { mimetype, headers, conditional, forms });
}

function fieldsOf(
  options: SendFileOptions,
  file: FoundFile | null,
  name: string | null,
): HeaderFields {
  const headers = new HeaderFields();
  const { attachment = false, etag = true, immutable, maxAge } = options;
  if (name !== null || attachment) {
    const type = attachment ? "attachment" : "inline";
    headers.set("content-disposition", formatContentDisposition(type, name));
  }
  if (typeof etag === "string") headers.set("etag", formatEntityTag(etag));
  else if (etag && file !== null) headers.set("etag", tagOf(file));
  const modifiedMs = lastModifiedMs(options, file);
  if (modifiedMs !== null) headers.set("last-modified", httpDate(modifiedMs));
  const isFresh = maxAge !== undefined && maxAge > 0;
  headers.set(
    "cache-control",
    formatCacheControl(isFresh ? { public: true, maxAge, immutable } : { noCache: true, maxAge }),
  );
  if (maxAge !== undefined) headers.set("expires", httpDate(Date.now() + maxAge * 1_000));
  return headers;
}

// Size and time, to the microsecond: whatever writes a file changes one of them.
function tagOf({ modifiedMs, size }: FoundFile): string {
  return formatEntityTag(`${size.toString(36)}-${Math.round(modifiedMs * 1_000).toString(36)}`);
}

function lastModifiedMs(options: SendFileOptions, file: FoundFile | null): number | null {
  const { lastModified } = options;
  if (lastModified !== undefined) return lastModified?.getTime() ?? null;
  // Not after the response itself (RFC 9110 §8.8.2.1), whatever the file says.
  return file === null ? null : Math.min(file.modifiedMs, Date.now());
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function typeOf(source: unknown, name: string | undefined): string {
  if (source instanceof Blob && source.type !== "") return source.type;
  if (name !== undefined) return mimetypeOf(name) ?? "application/octet-stream";
  throw new TypeError(
    "Cannot send bytes as a file of no type: nothing says what they are\n" +
      `Fix: name the type, or the file: { mimetype: "image/png" } or { downloadName: "a.png" }    [file-type]`,
  );
}

function missing(source: string | URL): Error {
  return new Error(
    `Cannot send ${String(source)}: there is no such file\n` +
      `Fix: for a path that clients name use sendFromDirectory, which answers 404    [file-missing]`,
  );
}
