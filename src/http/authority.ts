// What may stand in a Host field and in the authority of an absolute request-target.
// Source: RFC 9110 §7.2, RFC 3986 §3.2.2 and §3.2.3. User information is refused: it only serves deceit.

// uri-host [ ":" port ], empty or with a uri-host that is not. Each alternative consumes different
// characters, so the match is linear.
const authority =
  /^(?:(?:\[([0-9A-Fa-f:.]{2,45})\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+)(?::[0-9]{0,5})?)?$/;

// Nearly all requests to a server name the same host: it is checked once.
let lastLegal = "";

/** Whether a text is a host with an optional port, and nothing more; or nothing at all. */
export function isAuthority(text: string): boolean {
  if (text === lastLegal) return true;
  const parts = authority.exec(text);
  if (parts === null || (parts[1] !== undefined && !isIPv6(parts[1]))) return false;
  const port = text.slice(text.lastIndexOf(":") + 1);
  if (port.length >= 5 && port.length < text.length && Number(port) > 65_535) return false;
  lastLegal = text;
  return true;
}

const dottedQuad = /(^|:)(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;

// Eight groups of up to four digits; `::` stands for one or more of zeros, once; the last two may be
// an IPv4 address.
function isIPv6(text: string): boolean {
  const groups = text.includes(".")
    ? text.replace(dottedQuad, (_, before: string) => `${before}0:0`)
    : text;
  const [head = "", tail, ...more] = groups.split("::");
  if (more.length > 0) return false;
  const written = [head, tail ?? ""].flatMap((side) => (side === "" ? [] : side.split(":")));
  if (!written.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  return tail === undefined ? written.length === 8 : written.length < 8;
}
