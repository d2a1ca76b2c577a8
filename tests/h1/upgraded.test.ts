import { expect, test } from "vitest";
import { Upgraded } from "../../src/h1/upgraded.ts";
import { Peer, bytesOf, textOf, turn } from "./peer.ts";

const nothing = new Uint8Array(0);

test("what came behind the request comes first", async () => {
  const upgraded = new Upgraded(new Peer(), bytesOf("early"));
  const iterator = upgraded.received[Symbol.asyncIterator]();
  expect(textOf((await iterator.next()).value!)).toBe("early");
  upgraded.receive(bytesOf("later"));
  upgraded.receiveEnd();
  expect(textOf((await iterator.next()).value!)).toBe("later");
  expect((await iterator.next()).done).toBe(true);
});

test("bytes are written as they are, until the transport asks to wait", async () => {
  const peer = new Peer();
  const upgraded = new Upgraded(peer, nothing);
  expect(upgraded.write(Uint8Array.of(0, 255))).toBe(true);
  await upgraded.drained();
  peer.takesMore = false;
  expect(upgraded.write(bytesOf("b"))).toBe(false);
  let drained = false;
  const waiting = upgraded.drained().then(() => (drained = true));
  await turn();
  expect(drained).toBe(false);
  peer.takesMore = true;
  upgraded.roomAgain();
  await waiting;
  expect(upgraded.write(bytesOf("c"))).toBe(true);
  expect(peer.received).toBe("\u0000\u00ffbc");
});

test("a peer that sends faster than it is read is paused, and resumed by the reader", async () => {
  const peer = new Peer();
  const upgraded = new Upgraded(peer, nothing);
  upgraded.receive(new Uint8Array(64 * 1024));
  upgraded.receive(new Uint8Array(1));
  expect(peer.calls).toEqual(["pause"]);
  const { value } = await upgraded.received.next();
  expect([value?.length, peer.calls]).toEqual([64 * 1024 + 1, ["pause", "resume"]]);
});

test("either way to end is the transport's", () => {
  const peer = new Peer();
  const upgraded = new Upgraded(peer, nothing);
  upgraded.end();
  upgraded.destroy();
  expect(peer.calls).toEqual(["end", "destroy"]);
});

test("a connection that is lost ends what waits for it, and takes nothing more", async () => {
  const peer = new Peer();
  const upgraded = new Upgraded(peer, nothing);
  const reading = upgraded.received.next();
  peer.takesMore = false;
  upgraded.write(bytesOf("a"));
  const waiting = upgraded.drained();
  await turn();
  upgraded.lost(new Error("gone"));
  await expect(reading).rejects.toThrow("gone");
  await waiting;
  await upgraded.drained();
  expect(upgraded.signal.reason).toEqual(new Error("gone"));
  expect([upgraded.write(bytesOf("b")), peer.received]).toEqual([false, "a"]);
});
