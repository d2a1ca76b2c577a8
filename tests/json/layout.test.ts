import { expect, test } from "vitest";
import { Layout } from "../../src/json/layout.ts";
import { resolvePolicy } from "../../src/json/policy.ts";

test("a compact layout has marks without line breaks at every level", () => {
  const layout = new Layout(resolvePolicy({}));
  expect(layout.marks(0)).toEqual({ first: "", next: ",", last: "" });
  expect(layout.marks(5)).toEqual({ first: "", next: ",", last: "" });
});

test("an indented layout breaks lines by level", () => {
  const layout = new Layout(resolvePolicy({ indent: 2 }));
  expect(layout.marks(0)).toEqual({ first: "\n  ", next: ",\n  ", last: "\n" });
  expect(layout.marks(1)).toEqual({ first: "\n    ", next: ",\n    ", last: "\n  " });
});

test("labels of one layout do not reach another", () => {
  const compact = new Layout(resolvePolicy({}));
  const spaced = new Layout(resolvePolicy({ separators: [", ", ": "] }));
  expect(compact.label("a", compact.marks(0))).toEqual({ first: '"a":', next: ',"a":' });
  expect(spaced.label("a", spaced.marks(0))).toEqual({ first: '"a": ', next: ', "a": ' });
  expect(compact.label("a", compact.marks(0)).next).toBe(',"a":');
});

test("more names than are kept are labelled all the same", () => {
  const layout = new Layout(resolvePolicy({}));
  const marks = layout.marks(0);
  for (let index = 0; index < 5_000; index++) {
    expect(layout.label(`name ${index}`, marks).first).toBe(`"name ${index}":`);
  }
  expect(layout.label('say "hi"', marks).first).toBe('"say \\"hi\\"":');
});
