// One file of texts, the same bytes on every runtime.

import { describe, expect, test } from "vitest";
import { dumps } from "../../src/json/provider.ts";
import golden from "./golden.json" with { type: "json" };
import { everywhere, rows, temporalRows, type TemporalLike } from "./golden-values.ts";

const texts = golden as Record<string, { alone: string; everywhere: string }>;
const temporal = (globalThis as { Temporal?: TemporalLike }).Temporal;

test("the file has a text for every row and a row for every text", () => {
  expect(Object.keys(texts)).toEqual([...Object.keys(rows), ...Object.keys(temporalRows)]);
});

describe.each(Object.entries(rows))("%s", (name, make) => {
  test("has the bytes of the golden file", () => {
    expect(dumps(make())).toBe(texts[name]!.alone);
  });

  test("has the bytes of the golden file at every place", () => {
    expect(dumps(everywhere(make))).toBe(texts[name]!.everywhere);
  });
});

describe.runIf(temporal !== undefined).each(Object.entries(temporalRows))("%s", (name, make) => {
  test("has the bytes of the golden file", () => {
    expect(dumps(make(temporal!))).toBe(texts[name]!.alone);
    expect(dumps(everywhere(() => make(temporal!)))).toBe(texts[name]!.everywhere);
  });
});
