import { expect, test } from "vitest";
import { DateLine, fieldLines, statusLine } from "../../src/h1/response-head.ts";
import { HeaderFields } from "../../src/http/headers.ts";

test.each([
  [200, "HTTP/1.1 200 OK\r\n"],
  [404, "HTTP/1.1 404 Not Found\r\n"],
  [299, "HTTP/1.1 299 \r\n"],
])("the line of status %i is %j", (status, line) => {
  expect(statusLine(status)).toBe(line);
  expect(statusLine(status)).toBe(line);
});

test("fields are lines in their order, repeated ones too", () => {
  const fields = new HeaderFields([
    ["Vary", "Accept"],
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
    ["X-Empty", ""],
  ]);
  expect(fieldLines(fields)).toBe(
    "vary: Accept\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nx-empty: \r\n",
  );
});

test("fields that frame the message are left out", () => {
  const fields = new HeaderFields({
    Connection: "upgrade",
    "Content-Length": "7",
    Date: "today",
    "Keep-Alive": "timeout=5",
    "Transfer-Encoding": "gzip",
    "X-Kept": "yes",
  });
  expect(fieldLines(fields)).toBe("x-kept: yes\r\n");
});

test("fields that can change are read anew, shared ones are not", () => {
  const fields = new HeaderFields({ a: "1" });
  expect(fieldLines(fields)).toBe("a: 1\r\n");
  fields.set("a", "2");
  expect(fieldLines(fields)).toBe("a: 2\r\n");
  fields.freeze();
  expect(fieldLines(fields)).toBe("a: 2\r\n");
  expect(fieldLines(fields)).toBe("a: 2\r\n");
});

test("the date line changes with the second, in both directions", () => {
  const line = new DateLine();
  expect(line.at(1_700_000_000_999)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
  expect(line.at(1_700_000_000_000)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
  expect(line.at(1_700_000_001_000)).toBe("date: Tue, 14 Nov 2023 22:13:21 GMT\r\n");
  expect(line.at(1_700_000_000_000)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
});
