import { expect, test } from "vitest";
import { openedServer } from "../../../src/runtimes/node/opened-server.ts";

const address = { host: "127.0.0.1", port: 5000, path: null, url: "http://127.0.0.1:5000" };

test("an open server says where it is, and nothing else of what it was given", () => {
  const bound = { ...address, release: () => {} };
  const { close, ...place } = openedServer(bound, async () => {});
  expect(place).toEqual(address);
  expect(close).toBeTypeOf("function");
});

test("it is closed once, with the time that it was given first; whoever closes it again waits for the same end", async () => {
  const given: number[] = [];
  let finish = (): void => {};
  const server = openedServer(address, (drainTimeoutMs) => {
    given.push(drainTimeoutMs);
    return new Promise((resolve) => (finish = resolve));
  });
  const first = server.close({ drainTimeoutMs: 7 });
  expect(server.close()).toBe(first);
  finish();
  await first;
  expect(given).toEqual([7]);
});

test("a time that is not given is ten seconds", async () => {
  const given: number[] = [];
  await openedServer(address, async (drainTimeoutMs) => void given.push(drainTimeoutMs)).close();
  expect(given).toEqual([10_000]);
});
