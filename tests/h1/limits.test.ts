import { expect, test } from "vitest";
import { defaultLimits } from "../../src/h1/limits.ts";

// Values that users rely on: to lower one breaks them, to raise one lets peers hold more.
test("the default limits are those that are documented", () => {
  expect(defaultLimits).toEqual({
    maxHeadBytes: 16_384,
    maxHeaderCount: 100,
    maxTargetBytes: 8_192,
    maxTrailerBytes: 8_192,
    maxChunkExtensionBytes: 16_384,
    maxDiscardedBytes: 262_144,
    maxWaitingBytes: 16_384,
    maxRequestsPerConnection: 0,
    minBodyBytesPerSecond: 240,
  });
});

test("a target of the 8,000 bytes that RFC 9112 asks for fits", () => {
  expect(defaultLimits.maxTargetBytes).toBeGreaterThanOrEqual(8_000);
  expect(defaultLimits.maxHeadBytes).toBeGreaterThan(defaultLimits.maxTargetBytes);
});
