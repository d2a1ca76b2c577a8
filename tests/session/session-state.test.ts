import { expect, test } from "vitest";
import { SessionState } from "../../src/session/session-state.ts";

const data = Object.assign(Object.create(null) as Record<string, unknown>, { a: 1 });
const state = new SessionState(data, null, false);

test("the state is found by the data, and by nothing else", () => {
  expect(SessionState.of(data)).toBe(state);
  expect(SessionState.of({ ...data })).toBeUndefined();
  expect(SessionState.of(Object.assign({}, data))).toBeUndefined();
});

test("the data shows nothing of its state", () => {
  expect(Reflect.ownKeys({ ...data })).toEqual(["a"]);
  expect(Object.keys(data)).toEqual(["a"]);
  expect(JSON.stringify(data)).toBe('{"a":1}');
});
