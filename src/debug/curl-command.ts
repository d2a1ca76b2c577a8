// A request as a command that sends it again. Secrets are left out, and nothing in it can leave its quotes: whoever
// made the request chose the text, and somebody else pastes it into a shell.

import { isSecretName } from "./secrets.ts";

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string | null;
}

// What curl writes by itself, and what only speaks of the connection or the browser.
const ownFields =
  /^(?:host|connection|content-length|transfer-encoding|accept-encoding|user-agent|keep-alive|te|trailer|upgrade.*|sec-.*|priority|pragma|cache-control|dnt|accept-language|x-forwarded-.*|forwarded|referer)$/;

/**
 * @example
 * curlCommand({ method: "POST", url: "http://127.0.0.1:5000/users", headers: [["content-type", "application/json"]], body: '{"id":1}' });
 * // => "curl -X POST http://127.0.0.1:5000/users -H 'content-type: application/json' --data-raw '{\"id\":1}'"
 */
export function curlCommand({ method, url, headers, body }: SentRequest): string {
  const words = ["curl"];
  if (method === "HEAD") words.push("--head");
  else if (method !== "GET" || body !== null) words.push("-X", quoted(method));
  words.push(quoted(url));
  for (const [name, value] of headers) {
    if (ownFields.test(name) || isSecretName(name)) continue;
    words.push("-H", quoted(`${name}: ${value}`));
  }
  if (body !== null) words.push("--data-raw", quoted(body));
  return words.join(" ");
}

/** A word of a POSIX shell. What a terminal would obey while it is pasted is written as an escape. */
function quoted(text: string): string {
  if (/^[\w./:@%+,=-]+$/.test(text)) return text;
  if (!/[\u0000-\u001f\u007f-\u009f]/.test(text))
    return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", String.raw`\'`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return `$'${escaped}'`;
}
