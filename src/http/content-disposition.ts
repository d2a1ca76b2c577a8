// Whether a body is shown or saved, and under which name.
// Source: RFC 6266, RFC 8187 (names beyond ASCII).

import { isToken } from "./token.ts";

/** `inline` is shown where it can be, `attachment` is saved. */
export type DispositionType = "inline" | "attachment";

/**
 * The value of `Content-Disposition`.
 *
 * A name beyond ASCII is sent twice: as it is, for clients that know RFC 8187, and what ASCII has of it for others.
 * @throws {TypeError} `download-name` if the name has control characters, or is no well-formed text.
 * @example
 * formatContentDisposition("inline", "a.txt"); // => "inline; filename=a.txt"
 * formatContentDisposition("attachment", 'a "b".txt'); // => 'attachment; filename="a \\"b\\".txt"'
 * formatContentDisposition("inline", "naïve.txt"); // => "inline; filename=naive.txt; filename*=UTF-8''na%C3%AFve.txt"
 */
export function formatContentDisposition(type: DispositionType, name: string | null): string {
  if (name === null || name === "") return type;
  if (/[\0-\x1f\x7f]/.test(name)) throw refuse(name);
  const plain = asciiOf(name);
  const filename = `${type}; filename=${isToken(plain) ? plain : quoted(plain)}`;
  // Some clients decode what looks percent-encoded: for them the exact name follows.
  if (plain === name && !/%[0-9a-f]{2}/i.test(name)) return filename;
  return `${filename}; filename*=UTF-8''${extendedValue(name)}`;
}

// Letters without their accents; what has no ASCII at all is left out.
function asciiOf(name: string): string {
  const ascii = name.normalize("NFKD").replaceAll(/[^\x20-\x7e]/g, "");
  return ascii === "" ? "download" : ascii;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

// attr-char of RFC 8187 §3.2.1 leaves out four that encodeURIComponent lets pass.
function extendedValue(name: string): string {
  try {
    return encodeURIComponent(name).replaceAll(
      /['()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch {
    throw refuse(name);
  }
}

function refuse(name: string): TypeError {
  return new TypeError(
    `Cannot offer a download as ${JSON.stringify(name.slice(0, 80))}: a name must be well-formed text without control characters\n` +
      `Fix: take such characters out    [download-name]`,
  );
}
