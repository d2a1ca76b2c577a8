import { expect, test } from "vitest";
import { Deferred, type Gap } from "../../src/json/deferred.ts";

const label = { first: '"a":', next: ',"a":' };

function gap(text: string | undefined): Gap {
  return { promise: Promise.resolve(), trail: { ancestors: [], keys: [] }, text };
}

test("a text without gaps is itself", () => {
  expect(new Deferred().fill('{"a":1}')).toBe('{"a":1}');
});

test("an item without text is null", () => {
  const deferred = new Deferred();
  const text = `[${deferred.item(gap("1"))},${deferred.item(gap(undefined))}]`;
  expect(deferred.fill(text)).toBe("[1,null]");
});

test.each([
  ["1", "2", '{"a":1,"a":2,"a":3}'],
  [undefined, "2", '{"a":2,"a":3}'],
  [undefined, undefined, '{"a":3}'],
])("members before the first sure one get their commas: %s, %s", (first, second, json) => {
  const deferred = new Deferred();
  const lead = { hasMember: false };
  const gaps = [gap(first), gap(second)].map((one) => deferred.member(one, lead, label)).join("");
  expect(deferred.fill(`{${gaps}${deferred.label(lead, label)}3}`)).toBe(json);
});

test("an object of gaps alone is empty when none has text", () => {
  const deferred = new Deferred();
  const indented = { first: "\n  ", next: ",\n  ", last: "\n" };
  const lead = { hasMember: false };
  const text = `{${deferred.member(gap(undefined), lead, label)}${deferred.close(lead, indented)}`;
  expect(deferred.fill(text)).toBe("{}");
});
