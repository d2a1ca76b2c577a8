import { describe, expect, test } from "vitest";
import {
  bitString,
  boolean,
  element,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from "../../../src/runtimes/node/der.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("a length", () => {
  test.each([
    [0, "0400"],
    [127, "047f"],
    [128, "048180"],
    [255, "0481ff"],
    [256, "04820100"],
    [65_536, "0483010000"],
  ])("of %i", (length, start) => {
    const encoded = hex(octetString(new Uint8Array(length)));
    expect(encoded.slice(0, encoded.length - 2 * length)).toBe(start);
  });
});

// The encodings are those that `openssl asn1parse -genstr` makes.
describe("values", () => {
  test.each([
    ["a whole number", integer(bytes(1)), "020101"],
    ["zero", integer(bytes(0)), "020100"],
    ["one whose first bit is set", integer(bytes(0x80)), "02020080"],
    ["one with zeros before it", integer(bytes(0, 0, 1, 2)), "02020102"],
    ["true", boolean(true), "0101ff"],
    ["false", boolean(false), "010100"],
    ["text", utf8String("é"), "0c02c3a9"],
    ["bits", bitString(bytes(0x80), 7), "03020780"],
    ["an object identifier", objectId("2.5.29.17"), "0603551d11"],
    ["one with large arcs", objectId("1.2.840.10045.4.3.2"), "06082a8648ce3d040302"],
    ["a sequence", sequence(boolean(true), boolean(true)), "30060101ff0101ff"],
    ["an empty sequence", sequence(), "3000"],
    ["a set", setOf(boolean(true)), "31030101ff"],
    ["something around another", explicit(3, boolean(true)), "a3030101ff"],
    ["something in place of another", implicit(2, Buffer.from("a")), "820161"],
    ["anything", element(0x05), "0500"],
    [
      "a time",
      time(new Date("2026-01-02T03:04:05.678Z")),
      `170d${hex(Buffer.from("260102030405Z"))}`,
    ],
    [
      "a time from 2050 on",
      time(new Date("2050-01-02T03:04:05Z")),
      `180f${hex(Buffer.from("20500102030405Z"))}`,
    ],
  ])("%s", (_, encoded, expected) => {
    expect(hex(encoded)).toBe(expected);
  });
});
