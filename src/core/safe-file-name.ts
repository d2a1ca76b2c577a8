// From what a client calls a file to a name that a file can have, in a folder of the program's choice.

import { isDeviceName } from "./safe-names.ts";

// The most that file systems take: 255 bytes on Linux and macOS.
const maxBytes = 255;

/**
 * A name for a file that a client has named: one segment of a path, not hidden, no device, not empty.
 *
 * Letters and digits of any language stay, with `.`, `-` and `_`; whatever else it has becomes `_`.
 * The same name may come twice: what is stored under it is for the program to keep apart.
 *
 * @example
 * safeFileName("../../etc/passwd"); // => "etc_passwd"
 * safeFileName("C:\\My photos\\é☃ 1.png"); // => "C_My_photos_é_1.png"
 * safeFileName("NUL.txt"); // => "_NUL.txt"
 * safeFileName(".."); // => "file"
 * @see Werkzeug's `secure_filename`
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")
    .replaceAll(/\.{2,}/g, ".");
  const trimmed = trimPunctuation(shorten(trimPunctuation(plain)));
  if (trimmed === "") return "file";
  return isDeviceName(trimmed) ? `_${trimmed}` : trimmed;
}

// No leading dot, which hides; no leading dash, which is an option to commands; no trailing dot, which
// Windows drops. By hand, because two anchored expressions over long runs are quadratic.
function trimPunctuation(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && "._-".includes(text[from]!)) from++;
  while (to > from && "._-".includes(text[to - 1]!)) to--;
  return text.slice(from, to);
}

// The middle goes: an extension, if it has a sensible length, says what the file is.
function shorten(text: string): string {
  const room = maxBytes - 1;
  if (byteLength(text) <= room) return text;
  const dot = text.lastIndexOf(".");
  const extension = dot === -1 || text.length - dot > 16 ? "" : text.slice(dot);
  const stem = text.slice(0, text.length - extension.length);
  return firstBytes(stem, room - byteLength(extension)) + extension;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** As many whole characters as fit. */
function firstBytes(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
