import { expect, test } from "vitest";
import { ipBytes } from "../../../src/runtimes/node/ip-bytes.ts";

test.each([
  ["127.0.0.1", "7f000001"],
  ["255.255.255.255", "ffffffff"],
  ["::", "0".repeat(32)],
  ["::1", `${"0".repeat(31)}1`],
  ["fe80::1%eth0", "fe800000000000000000000000000001"],
  ["2001:db8::ff00:42:8329", "20010db8000000000000ff0000428329"],
  ["1:2:3:4:5:6:7:8", "00010002000300040005000600070008"],
  ["1:2:3:4:5:6:7::", "00010002000300040005000600070000"],
  ["::ffff:192.0.2.1", "00000000000000000000ffffc0000201"],
])("%s", (address, bytes) => {
  expect(Buffer.from(ipBytes(address)).toString("hex")).toBe(bytes);
});
