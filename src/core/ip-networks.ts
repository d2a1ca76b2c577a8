// Addresses and networks of IP, compared as numbers: as text, `::ffff:10.0.0.1` would be another machine
// than `10.0.0.1`, and `010.0.0.1` might be one.

import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

// What people mean by them; RFC 6890 has the list.
const namedNetworks: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
};

/**
 * Whether an address is in any of some networks: `10.0.0.0/8`, `2001:db8::/32`, one address, or the
 * names `loopback`, `private` and `linklocal`.
 *
 * @throws {RangeError} If one of them is no network; the message is its text.
 * @example
 * const isProxy = networkTest(["10.0.0.0/8", "loopback"]);
 * isProxy("10.1.2.3"); // => true
 * isProxy("::ffff:10.1.2.3"); // => true
 * isProxy("11.0.0.1"); // => false
 * isProxy("10.1.2"); // => false
 */
export function networkTest(networks: readonly string[]): (address: string) => boolean {
  const ranges = networks
    .flatMap((network) =>
      Object.hasOwn(namedNetworks, network) ? namedNetworks[network]! : network,
    )
    .map(parseNetwork);
  return (text) => {
    const address = parseAddress(text);
    return (
      address !== null &&
      ranges.some(
        ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
      )
    );
  };
}

/**
 * An address in its one canonical form, without brackets and port; null for what is none.
 *
 * @example
 * canonicalAddress("[2001:DB8::0:1]:443"); // => "2001:db8::1"
 * canonicalAddress("192.0.2.1:8080"); // => "192.0.2.1"
 * canonicalAddress("::ffff:192.0.2.1"); // => "192.0.2.1"
 * canonicalAddress("unknown"); // => null
 */
export function canonicalAddress(text: string): string | null {
  if (text.length > 80) return null;
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1];
  const v4WithPort = /^([\d.]+):\d{1,5}$/.exec(text)?.[1];
  const bare = bracketed ?? v4WithPort ?? text;
  if (bracketed !== undefined && !bare.includes(":")) return null;
  return parseAddress(bare)?.toString() ?? null;
}

function parseAddress(text: string): Address | null {
  // Anything else is none, and the library would throw to say so. Longer is none, however it goes on.
  if (text.length > 64 || !/^[0-9A-Fa-f:.]+(?:%[\w.-]+)?$/.test(text)) return null;
  // Of IPv4 only four decimal numbers: the library, like inet_aton, would also take 0x7f.1 and 010.0.0.1.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  // The long deprecated `::1.2.3.4` is refused: the library takes it for the mapped `::ffff:1.2.3.4`.
  if (!text.includes(":") || /^::\d+\./.test(text) || !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function parseNetwork(text: string): readonly [network: Address, bits: number] {
  const slash = text.indexOf("/");
  const whole = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (whole === null) throw new RangeError(text);
  const mostBits = whole.kind() === "ipv4" ? 32 : 128;
  if (slash === -1) return [whole, mostBits];
  const length = text.slice(slash + 1);
  // The first 96 bits of a mapped address say only that it is one.
  const mappedBits = whole.kind() === "ipv4" && text.includes(":") ? 96 : 0;
  const bits = /^\d{1,3}$/.test(length) ? Number(length) - mappedBits : -1;
  if (bits < 0 || bits > mostBits) throw new RangeError(text);
  return [whole, bits];
}
