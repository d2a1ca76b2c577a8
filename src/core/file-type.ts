// The media type of a file, by the end of its name.

import mime from "mime";

/**
 * The media type that a name's extension stands for; null if it is not known.
 *
 * @example
 * mimetypeOf("site.CSS"); // => "text/css"
 * mimetypeOf("Makefile"); // => null
 */
export function mimetypeOf(name: string): string | null {
  return mime.getType(name);
}
