import { describe, expect, test } from "vitest";
import { canonicalAddress, networkTest } from "../../src/core/ip-networks.ts";

describe("an address is in a network by its number", () => {
  test.each([
    ["10.0.0.0/8", "10.255.255.255", true],
    ["10.0.0.0/8", "11.0.0.0", false],
    ["10.0.0.0/8", "100.0.0.1", false],
    ["10.0.0.0/8", "::ffff:10.1.2.3", true],
    ["10.0.0.0/8", "::ffff:a01:203", true],
    ["10.0.0.0/8", "0:0:0:0:0:FFFF:10.1.2.3", true],
    ["::ffff:10.0.0.0/104", "10.1.2.3", true],
    ["10.0.0.0/8", "::10.1.2.3", false],
    ["10.1.2.3/8", "10.9.9.9", true],
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.1", "192.0.2.10", false],
    ["192.0.2.128/25", "192.0.2.127", false],
    ["192.0.2.128/25", "192.0.2.128", true],
    ["0.0.0.0/0", "255.1.1.1", true],
    ["0.0.0.0/0", "::1", false],
    ["2001:db8::/32", "2001:0DB8:0000::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["::/0", "10.0.0.1", false],
    ["loopback", "127.8.8.8", true],
    ["loopback", "::1", true],
    ["loopback", "::ffff:127.0.0.1", true],
    ["private", "172.31.255.255", true],
    ["private", "172.32.0.0", false],
    ["private", "fd00::1", true],
    ["linklocal", "fe80::1%eth0", true],
  ])("%s, %s: %s", (network, address, isIn) => {
    expect(networkTest([network])(address)).toBe(isIn);
  });

  test.each([
    "",
    "localhost",
    "::10.0.0.1",
    "10.1.2",
    "010.0.0.1",
    "0x0a.0.0.1",
    "167772161",
    "10.0.0.1 ",
    "10.0.0.1:80",
    "10.0.0.256",
    "10.0.0.1\0",
  ])("what is no address, such as %j, is in none", (address) => {
    expect(networkTest(["0.0.0.0/0", "::/0"])(address)).toBe(false);
  });
});

test.each([
  "",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/-1",
  "10.0.0.0/8/8",
  "10.0.0",
  "::/129",
  "::ffff:10.0.0.0/8",
  "public",
  "__proto__",
  "toString",
  "10.0.0.0/0x8",
])("%j is no network", (network) => {
  expect(() => networkTest([network])).toThrow(new RangeError(network));
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["192.0.2.1:8080", "192.0.2.1"],
  ["2001:DB8:0::1", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["unknown", null],
  ["_hidden", null],
  ["", null],
  ["[192.0.2.1]", null],
  ["[::1", null],
  ["::1]:80", null],
  ["192.0.2.1:", null],
  ["192.0.2.1:123456", null],
  ["evil.example", null],
])("%j in its canonical form is %j", (text, address) => {
  expect(canonicalAddress(text)).toBe(address);
});
