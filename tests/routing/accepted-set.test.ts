import { describe, expect, test } from "vitest";
import { both, compareAccepted, sampleTexts } from "../../src/routing/accepted-set.ts";
import type { Relation } from "../../src/routing/accepted-set.ts";
import type { Converter } from "../../src/routing/converter.ts";
import { ConverterTable } from "../../src/routing/converters.ts";
import { parsePattern, variablesOf } from "../../src/routing/pattern.ts";

const table = new ConverterTable({
  csv: { parse: (text) => text.split(","), format: (items) => String(items) },
});
const converter = (use: string): Converter =>
  variablesOf(parsePattern(`/<${use}:value>`, table))[0]?.converter as Converter;

const opposite = (relation: Relation): Relation => {
  if (relation === "narrower") return "wider";
  return relation === "wider" ? "narrower" : relation;
};

describe("two converters compared", () => {
  test.each<[string, Relation, string]>([
    ["string", "same", "string(minlength=1)"],
    ["string(length=2)", "narrower", "string"],
    ["string(maxlength=5)", "overlapping", "string(minlength=3)"],
    ["string(maxlength=2)", "disjoint", "string(minlength=3)"],
    ["int", "same", "int(min=0)"],
    ["int", "narrower", "int(signed=True)"],
    ["int(min=10)", "narrower", "int"],
    ["int(min=10)", "disjoint", "int(max=9)"],
    ["int(min=5)", "overlapping", "int(max=9)"],
    ["int(fixed_digits=4)", "narrower", "int"],
    ["int(fixed_digits=4)", "disjoint", "int(fixed_digits=5)"],
    ["int(fixed_digits=4)", "overlapping", "int(max=50)"],
    ["int", "narrower", "bigint"],
    ["int", "disjoint", "float"],
    ["int", "disjoint", "date"],
    ["int", "narrower", "string"],
    ["float(max=1)", "narrower", "float"],
    ["date", "narrower", "string"],
    ["date", "disjoint", "string(maxlength=9)"],
    ["uuid", "narrower", "string"],
    ["uuid", "narrower", "string(length=36)"],
    ["uuid", "disjoint", "date"],
    ["any(a, b)", "same", "any(b, a)"],
    ["any(a)", "narrower", "any(a, b)"],
    ["any(a, b)", "overlapping", "any(b, c)"],
    ["any(a, b)", "disjoint", "any(c, d)"],
    ["any(on, off)", "narrower", "string"],
    ["any(1, x)", "overlapping", "int"],
    ["any(x, y)", "disjoint", "int"],
    ["any(a, b)", "narrower", "csv"],
    ["csv", "unknown", "string"],
  ])("%s is %s with %s", (first, relation, second) => {
    expect(compareAccepted(converter(first), converter(second))).toBe(relation);
    expect(compareAccepted(converter(second), converter(first))).toBe(opposite(relation));
  });
});

test("the relation of pairs follows from those of their parts", () => {
  expect(both("same", "narrower")).toBe("narrower");
  expect(both("narrower", "narrower")).toBe("narrower");
  expect(both("narrower", "wider")).toBe("overlapping");
  expect(both("overlapping", "disjoint")).toBe("disjoint");
  expect(both("unknown", "same")).toBe("unknown");
});

test.each([
  "string",
  "string(length=2)",
  "string(minlength=9)",
  "int",
  "int(min=10, max=12)",
  "int(signed=True, max=-3)",
  "int(fixed_digits=4)",
  "bigint(min=18446744073709551616)",
  "float",
  "float(min=2, max=3)",
  "uuid",
  "date",
  "any(x, y)",
])("there is a sample that %s takes", (use) => {
  const { accepts, parse } = converter(use);
  expect(sampleTexts(accepts).some((text) => parse(text) !== undefined)).toBe(true);
});
