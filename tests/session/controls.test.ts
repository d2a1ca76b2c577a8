import { expect, test } from "vitest";
import { sessionControls } from "../../src/session/controls.ts";
import { SessionState } from "../../src/session/session-state.ts";

const dataOf = (members: object): Record<string, unknown> =>
  Object.assign(Object.create(null) as Record<string, unknown>, members);

const kept = (members: object): SessionState =>
  new SessionState(
    dataOf(members),
    { text: JSON.stringify(members), permanent: false, id: "a", stale: false },
    false,
  );

test("isNew says whether no session came", () => {
  expect(sessionControls(new SessionState(dataOf({}), null, false).data).isNew).toBe(true);
  expect(sessionControls(kept({ a: 1 }).data).isNew).toBe(false);
});

test("modified compares what is with what came, at any depth", () => {
  const { data } = kept({ a: { b: [1] } });
  const controls = sessionControls(data);
  expect(controls.modified).toBe(false);
  const { b } = data["a"] as { b: number[] };
  b.push(2);
  expect(controls.modified).toBe(true);
  b.pop();
  expect(controls.modified).toBe(false);
});

test("permanent can be read and set", () => {
  const state = kept({});
  const controls = sessionControls(state.data);
  expect(controls.permanent).toBe(false);
  controls.permanent = true;
  expect(state.permanent).toBe(true);
});

test("clear removes everything, and asks for another id", () => {
  const state = kept({ a: 1, clear: 2 });
  sessionControls(state.data).clear();
  expect({ ...state.data }).toEqual({});
  expect(state.regenerates).toBe(true);
});

test.each([{}, { ...kept({}).data }, structuredClone(kept({}).data)])(
  "what is not the session itself is refused",
  (other) => {
    expect(() => sessionControls(other)).toThrow("[session-controls]");
  },
);
