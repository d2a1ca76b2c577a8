import { expect, test } from "vitest";
import { HttpConnection } from "../../../src/runtimes/node/http-connection.ts";

test("a connection is idle while nothing is in hand", () => {
  const connection = new HttpConnection();
  expect(connection.phase).toBe("idle");
  const exchange = connection.begin();
  expect(connection.phase).toBe("handling");
  connection.finish(exchange);
  expect(connection.phase).toBe("idle");
});

test("the last answer is that to the newest request of a connection that is to end", () => {
  const connection = new HttpConnection();
  const [first, second] = [connection.begin(), connection.begin()];
  expect(connection.isLast(second)).toBe(false);
  expect(connection.closing.aborted).toBe(false);
  connection.retire();
  expect(connection.closing.aborted).toBe(true);
  expect(connection.isLast(first)).toBe(false);
  expect(connection.isLast(second)).toBe(true);
});

test("what is given up hears why", () => {
  const connection = new HttpConnection();
  const [done, open] = [connection.begin(), connection.begin()];
  connection.finish(done);
  connection.giveUp(new Error("the server is shutting down"));
  expect(open.signal.reason).toEqual(new Error("the server is shutting down"));
  expect(done.signal.aborted).toBe(false);
});
