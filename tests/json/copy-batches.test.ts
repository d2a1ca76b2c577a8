import { describe, expect, test } from "vitest";
import { writeCopied } from "../../src/json/copy-batches.ts";
import { resolvePolicy } from "../../src/json/policy.ts";
import { dumps } from "../../src/json/provider.ts";

const policy = resolvePolicy({});
const born = new Date(0);
const row = (id: number): object => ({ id: BigInt(id), born, tags: new Set([id]), at: null });
const rows = (count: number): object[] => Array.from({ length: count }, (_, id) => row(id));

function wanted(list: readonly object[]): string {
  const texts = list.map(
    (_, id) => `{"id":"${id}","born":"${born.toISOString()}","tags":[${id}],"at":null}`,
  );
  return `[${texts.join(",")}]`;
}

describe("a list of rows with special values", () => {
  test.each([0, 1, 2_047, 2_048, 2_049, 2_304, 5_000])(
    "of %i is written whole and in order",
    (count) => {
      const list = rows(count);
      expect(writeCopied(list, policy)).toBe(wanted(list));
    },
  );

  test("is written as well as a member beside others", () => {
    const list = rows(3_000);
    const value = {
      before: 1n,
      list,
      skipped: undefined,
      mark: Symbol("x"),
      'ke"y': born,
      after: [],
    };
    expect(writeCopied(value, policy)).toBe(
      `{"before":"1","list":${wanted(list)},"ke\\"y":"${born.toISOString()}","after":[]}`,
    );
  });

  test("keeps holes and undefined items as null", () => {
    const list: unknown[] = [1n, undefined];
    list.length = 2_100;
    expect(writeCopied(list, policy)).toBe(`["1"${",null".repeat(2_099)}]`);
  });

  test("is not changed by it", () => {
    const list = rows(2_100);
    writeCopied({ list }, policy);
    expect(list[2_099]).toEqual(row(2_099));
  });
});

describe("only the encoder can write", () => {
  test.each([
    ["a row of a class, late in the list", [...rows(2_500), new (class Row {})()]],
    ["a function", { list: rows(2_100), work: () => 1 }],
    ["a list with a toJSON", Object.assign(rows(2_100), { toJSON: () => "short" })],
    ["an object with an iterator", { list: rows(2_100), *[Symbol.iterator]() {} }],
  ])("%s", (_, value) => {
    expect(writeCopied(value, policy)).toBeUndefined();
  });
});

test("a circle through a long list is found, and named", () => {
  const root: { list: unknown[] } = { list: rows(2_100) };
  root.list.push({ root, id: 1n });
  expect(() => dumps(root)).toThrow("list[2100].root");
});
