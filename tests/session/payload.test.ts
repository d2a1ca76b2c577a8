import { expect, test } from "vitest";
import { readPayload, writePayload } from "../../src/session/payload.ts";

test.each([
  { text: "{}", endsAt: 0, permanent: false },
  { text: '{"userId":7}', endsAt: 1_800_000_000, permanent: true },
  { text: '{"d":{},"text":"}\\n{"}', endsAt: 999_999_999_999_999, permanent: false },
])("$text is read as it was written", (payload) => {
  expect(readPayload(writePayload(payload))).toEqual(payload);
});

test.each([
  "",
  "{}",
  '{"userId":7}',
  '{"x":-1,"p":0,"d":{}}',
  '{"x":1,"p":2,"d":{}}',
  '{"x":1,"p":0,"d":[]}',
  '{"x":1,"p":0,"d":{}} ',
  ' {"x":1,"p":0,"d":{}}',
])("%j is no payload", (text) => {
  expect(readPayload(text)).toBeNull();
});
