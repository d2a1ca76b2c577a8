import { expect, test } from "vitest";
import { Output } from "../../src/h1/output.ts";
import { Peer, turn } from "./peer.ts";

function recorded(): { peer: Peer; output: Output } {
  const peer = new Peer();
  return { peer, output: new Output(peer, peer) };
}

test("what is gathered leaves in one write", () => {
  const { peer, output } = recorded();
  output.head("head\r\n\r\n");
  output.text("body", 4);
  output.ascii("more");
  expect(peer.writes).toEqual([]);
  output.flush();
  output.flush();
  expect(peer.writes).toEqual(["head\r\n\r\nbodymore"]);
});

test("more than 64 KiB do not wait for the end of the read", () => {
  const { peer, output } = recorded();
  output.text("x".repeat(64 * 1024), 64 * 1024);
  expect(peer.writes).toHaveLength(0);
  output.text("x", 1);
  expect(peer.writes).toHaveLength(1);
  output.ascii("x".repeat(64 * 1024 + 1));
  expect(peer.writes).toHaveLength(2);
});

test("heads keep their Latin-1 and bodies their UTF-8, in whatever order they are gathered", () => {
  const { peer, output } = recorded();
  output.head("a: \u00e9\r\n\r\n");
  output.text("\u00e9", 2);
  output.head("b: \u00ff\r\n\r\n");
  output.text("\u00ff", 2);
  output.text("plain", 5);
  output.head("c: d\r\n\r\n");
  output.bytes(Uint8Array.of(0xe9), "\r\n");
  output.flush();
  expect(peer.received).toBe(
    "a: \u00e9\r\n\r\n\u00c3\u00a9b: \u00ff\r\n\r\n\u00c3\u00bfplainc: d\r\n\r\n\u00e9\r\n",
  );
});

test("a head in ASCII leaves together with a body in UTF-8", () => {
  const { peer, output } = recorded();
  output.head("a: b\r\n\r\n");
  output.text("\u2603", 3);
  output.head("a: b\r\n\r\n");
  output.text("\u2603", 3);
  output.flush();
  expect(peer.writes).toHaveLength(1);
});

test("bytes leave at once, in one write with the head before them", () => {
  const { peer, output } = recorded();
  output.head("head\r\n\r\n");
  output.bytes(Uint8Array.of(1, 2), "");
  expect(peer.writes).toEqual(["head\r\n\r\n\u0001\u0002"]);
});

test.each([
  [true, "5\r\nhello\r\n3\r\n\u00e2\u0098\u0083\r\n2\r\n\u0001\u0002\r\n"],
  [false, "hello\u00e2\u0098\u0083\u0001\u0002"],
])("pieces of a stream leave one by one, empty ones not at all (chunked: %s)", (chunked, text) => {
  const { peer, output } = recorded();
  for (const piece of ["hello", "", "\u2603", new Uint8Array(0), Uint8Array.of(1, 2)]) {
    output.chunk(piece, chunked);
  }
  expect(peer.received).toBe(text);
});

test("a large piece announces its size in hexadecimal", () => {
  const { peer, output } = recorded();
  output.chunk("x".repeat(100_000), true);
  expect(peer.received).toBe(`186a0\r\n${"x".repeat(100_000)}\r\n`);
});

test("a transport that asks to wait blocks the output until it has drained", async () => {
  const { peer, output } = recorded();
  peer.takesMore = false;
  output.chunk("x", false);
  expect(output.blocked).toBe(true);
  let woken = 0;
  void output.room().then(() => woken++);
  await turn();
  expect(woken).toBe(0);
  output.drained();
  output.drained();
  await turn();
  expect([output.blocked, woken]).toEqual([false, 1]);
});
