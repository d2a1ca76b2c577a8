import { expect, test } from "vitest";
import { restartEvents } from "../../src/debug/restart-events.ts";

test("the first event says which start this is, and when to come back", async () => {
  const events = restartEvents("a\nb", new AbortController().signal);
  const { value } = await events.next();
  expect(value).toBe('retry: 300\nevent: hello\ndata: {"start":"a\\nb"}\n\n');
});

test("it ends when it is told to", async () => {
  const controller = new AbortController();
  const events = restartEvents("a", controller.signal);
  await events.next();
  const next = events.next();
  controller.abort();
  expect(await next).toEqual({ value: undefined, done: true });
});

test("told to before it is asked, it ends too", async () => {
  const events = restartEvents("a", AbortSignal.abort());
  await events.next();
  expect((await events.next()).done).toBe(true);
});
