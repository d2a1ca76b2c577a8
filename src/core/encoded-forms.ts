// Files that lie compressed beside the file itself: `site.css.br` beside `site.css`.
// Source: RFC 9110 §12.5.3 (Accept-Encoding), §8.4.1, RFC 8878 (zstd).

import { acceptEncodings } from "../http/accept.ts";
import { contentOfFile, type FileContent } from "./file-content.ts";
import type { FileSystem, FoundFile } from "./file-system.ts";

/** A content coding for which files can lie ready. */
export type Precompressed = "br" | "zstd" | "gzip";

/** The same content in another coding. */
export interface EncodedForm {
  readonly coding: Precompressed;
  readonly content: FileContent;
}

// Those first that make the content smaller.
const encodedExtensions: Readonly<Record<Precompressed, string>> = {
  br: ".br",
  zstd: ".zst",
  gzip: ".gz",
};

/** Every coding for which files can lie ready, in the order of preference. */
export const allCodings = Object.keys(encodedExtensions) as readonly Precompressed[];

/**
 * The forms of a file that exist. Whether they have the same content is for whoever makes them to know.
 *
 * @param find Looks for the file whose path is that of the original and an ending.
 */
export function findForms(
  files: FileSystem,
  codings: readonly Precompressed[],
  find: (extension: string) => FoundFile | null,
): readonly EncodedForm[] {
  const forms: EncodedForm[] = [];
  for (const coding of codings) {
    const found = find(encodedExtensions[coding]);
    if (found?.kind === "file") forms.push({ coding, content: contentOfFile(files, found) });
  }
  return forms;
}

/**
 * The form that a client likes best; null for the file as it is.
 *
 * @param acceptEncoding null if the request has none, and then nothing is encoded.
 */
export function chooseForm(
  forms: readonly EncodedForm[],
  acceptEncoding: string | null,
): EncodedForm | null {
  if (forms.length === 0 || acceptEncoding === null) return null;
  const best = acceptEncodings(acceptEncoding).best(
    ...forms.map(({ coding }) => coding),
    "identity",
  );
  return forms.find(({ coding }) => coding === best) ?? null;
}
