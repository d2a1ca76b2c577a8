// The clients of the soak must notice what is wrong: these answers are.
import { expect, test } from "vitest";
import { judge, type Asked } from "./clients.ts";

const asked: Asked = { method: "GET", text: "GET / HTTP/1.1\r\n\r\n", status: 200, body: "ok" };
const answer = (status: number, body: string, length = body.length): string =>
  `HTTP/1.1 ${status} Any\r\ncontent-length: ${length}\r\n\r\n${body}`;

test("what was asked for is right", () => {
  expect(judge(answer(200, "ok") + answer(200, "ok"), [asked, asked])).toEqual({
    requests: 2,
    answers: 2,
    wrong: null,
  });
});

test("100 Continue is no answer", () => {
  expect(judge(`HTTP/1.1 100 Continue\r\n\r\n${answer(200, "ok")}`, [asked]).wrong).toBeNull();
});

test.each([
  ["none", ""],
  ["one too many", answer(200, "ok") + answer(200, "ok")],
  ["another status", answer(500, "ok")],
  ["another body", answer(200, "no")],
  ["half a body", answer(200, "ok", 3)],
  ["half a head", "HTTP/1.1 200 OK\r\n"],
  ["no HTTP", "ok"],
  ["nothing for too long", `${answer(200, "ok")}\n(nothing happened for 30 s)`],
])("an answer is wrong if it is %s", (_, received) => {
  expect(judge(received, [asked]).wrong).not.toBeNull();
});
