import { expect, test } from "vitest";
import { bodyFraming, type BodyFraming } from "../../src/h1/body-framing.ts";
import type { ProtocolError } from "../../src/h1/protocol-error.ts";

type Lines = readonly string[] | null;

test.each<[Lines, Lines, BodyFraming]>([
  [null, null, { kind: "none" }],
  [["0"], null, { kind: "length", bytes: 0 }],
  [["5"], null, { kind: "length", bytes: 5 }],
  [["0005"], null, { kind: "length", bytes: 5 }],
  [["9007199254740991"], null, { kind: "length", bytes: 9_007_199_254_740_991 }],
  [null, ["chunked"], { kind: "chunked" }],
  [null, ["CHUNKED"], { kind: "chunked" }],
])("Content-Length %j and Transfer-Encoding %j end the body by %j", (length, coding, framing) => {
  expect(bodyFraming(length, coding, 1)).toEqual(framing);
});

test.each<[Lines, Lines, number, string, number]>([
  [["5"], ["chunked"], 1, "ambiguous-framing", 400],
  [["5"], ["chunked"], 0, "ambiguous-framing", 400],
  [["x"], ["x"], 1, "ambiguous-framing", 400],
  [["5", "5"], null, 1, "content-length", 400],
  [["5", "6"], null, 1, "content-length", 400],
  [["5,5"], null, 1, "content-length", 400],
  [["5, 6"], null, 1, "content-length", 400],
  [[""], null, 1, "content-length", 400],
  [["+5"], null, 1, "content-length", 400],
  [["-5"], null, 1, "content-length", 400],
  [["5 5"], null, 1, "content-length", 400],
  [["5.0"], null, 1, "content-length", 400],
  [["5e1"], null, 1, "content-length", 400],
  [["0x5"], null, 1, "content-length", 400],
  [["1_0"], null, 1, "content-length", 400],
  [["\u00b2"], null, 1, "content-length", 400],
  [["five"], null, 1, "content-length", 400],
  [["9007199254740992"], null, 1, "body-too-large", 413],
  [["18446744073709551617"], null, 1, "body-too-large", 413],
  [["1".repeat(400)], null, 1, "body-too-large", 413],
  [null, ["chunked"], 0, "transfer-encoding", 400],
  [null, [""], 1, "transfer-encoding", 400],
  [null, ["gzip"], 1, "transfer-encoding", 400],
  [null, ["identity"], 1, "transfer-encoding", 400],
  [null, ["chunked, chunked"], 1, "transfer-encoding", 400],
  [null, ["chunked", "chunked"], 1, "transfer-encoding", 400],
  [null, ["chunked, identity"], 1, "transfer-encoding", 400],
  [null, ["identity, chunked"], 1, "transfer-encoding", 400],
  [null, ["chunked, gzip"], 1, "transfer-encoding", 400],
  [null, ["chunked;q=1"], 1, "transfer-encoding", 400],
  [null, ['"chunked"'], 1, "transfer-encoding", 400],
  [null, ["chunked\u00a0"], 1, "transfer-encoding", 400],
  [null, ["\u000bchunked"], 1, "transfer-encoding", 400],
  [null, ["xchunked"], 1, "transfer-encoding", 400],
  [null, ["chunked,"], 1, "transfer-encoding", 400],
  [null, [",chunked"], 1, "transfer-encoding", 400],
  [null, ["gzip, chunked"], 1, "transfer-coding-unknown", 501],
  [null, ["gzip,chunked"], 1, "transfer-coding-unknown", 501],
  [null, ["gzip", "chunked"], 1, "transfer-coding-unknown", 501],
  [null, ["gzip \t,\t x , chunked"], 1, "transfer-coding-unknown", 501],
  [null, ["gzip;q=1, chunked"], 1, "transfer-encoding", 400],
  [null, ["gzip chunked"], 1, "transfer-encoding", 400],
  [null, ["gzip, , chunked"], 1, "transfer-encoding", 400],
])(
  "Content-Length %j and Transfer-Encoding %j in HTTP/1.%i are refused as %s",
  (length, coding, minorVersion, code, status) => {
    expect(() => bodyFraming(length, coding, minorVersion)).toThrow(
      expect.objectContaining({ code, status }) as ProtocolError,
    );
  },
);
