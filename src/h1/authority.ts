// What may stand in a Host field and in the authority of an absolute request-target.
// Source: RFC 9110 §7.2, RFC 3986 §3.2.2 and §3.2.3. User information is refused: it only serves deceit.

// uri-host [ ":" port ], uri-host possibly empty. Each alternative consumes different
// characters, so the match is linear.
const authority =
  /^(?:\[[0-9A-Fa-f:.]{2,45}\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)(?::[0-9]{0,5})?$/;

// Nearly all requests to a server name the same host: it is checked once.
let lastLegal = "";

/** Whether a text is a host with an optional port, and nothing more. */
export function isAuthority(text: string): boolean {
  if (text === lastLegal) return true;
  if (!authority.test(text)) return false;
  const port = text.slice(text.lastIndexOf(":") + 1);
  if (port.length >= 5 && port.length < text.length && Number(port) > 65_535) return false;
  lastLegal = text;
  return true;
}
