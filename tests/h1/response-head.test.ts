import { expect, test } from "vitest";
import { DateLine, headStart, lengthLine } from "../../src/h1/response-head.ts";
import { HeaderFields } from "../../src/http/headers.ts";

const none = new HeaderFields();
const date = "date: Tue, 14 Nov 2023 22:13:20 GMT\r\n";

test.each([
  [200, "HTTP/1.1 200 OK\r\n"],
  [404, "HTTP/1.1 404 Not Found\r\n"],
  [299, "HTTP/1.1 299 \r\n"],
])("the head of status %i begins with %j", (status, line) => {
  expect(headStart(status, none, date)).toBe(line + date);
  expect(headStart(status, none, date)).toBe(line + date);
});

test("fields are lines in their order, repeated ones too", () => {
  const fields = new HeaderFields([
    ["Vary", "Accept"],
    ["Set-Cookie", "a=1"],
    ["Set-Cookie", "b=2"],
    ["X-Empty", ""],
  ]);
  expect(headStart(200, fields, "")).toBe(
    "HTTP/1.1 200 OK\r\nvary: Accept\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nx-empty: \r\n",
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
  expect(headStart(200, fields, "")).toBe("HTTP/1.1 200 OK\r\nx-kept: yes\r\n");
});

test("fields that can change are read anew", () => {
  const fields = new HeaderFields({ a: "1" });
  expect(headStart(200, fields, "")).toContain("a: 1\r\n");
  fields.set("a", "2");
  expect(headStart(200, fields, "")).toContain("a: 2\r\n");
});

test("shared fields follow the status and the date, back and forth", () => {
  const fields = new HeaderFields({ a: "1" }).freeze();
  const later = date.replace(":20", ":21");
  for (const status of [200, 201, 200]) {
    for (const line of [date, later, date]) {
      expect(headStart(status, fields, line)).toBe(`${headStart(status, none, "")}a: 1\r\n${line}`);
    }
  }
});

test.each([0, 1, 4_095, 4_096, 5_000_000])("a length of %i is a line of its digits", (length) => {
  expect(lengthLine(length)).toBe(`content-length: ${length}\r\n`);
  expect(lengthLine(length)).toBe(`content-length: ${length}\r\n`);
});

test("the date line changes with the second, in both directions", () => {
  const line = new DateLine();
  expect(line.at(1_700_000_000_999)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
  expect(line.at(1_700_000_000_000)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
  expect(line.at(1_700_000_001_000)).toBe("date: Tue, 14 Nov 2023 22:13:21 GMT\r\n");
  expect(line.at(1_700_000_000_000)).toBe("date: Tue, 14 Nov 2023 22:13:20 GMT\r\n");
});
