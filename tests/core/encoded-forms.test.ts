import { expect, test } from "vitest";
import { allCodings, chooseForm, type EncodedForm } from "../../src/core/encoded-forms.ts";
import { contentOf } from "../../src/core/file-content.ts";

const forms: readonly EncodedForm[] = allCodings.map((coding) => ({
  coding,
  content: contentOf(new Uint8Array(1)),
}));

test.each<[string | null, string | null]>([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP", "gzip"],
  ["zstd;q=1, br;q=0.9", "zstd"],
  ["*", "br"],
  ["*;q=0.5, gzip;q=0.8", "gzip"],
  ["br;q=0, *", "zstd"],
  ["identity, br;q=0.5", null],
  ["deflate", null],
  ["identity", null],
  ["", null],
  ["br;q=0", null],
  ["identity;q=0", null],
  ["nonsense;;q=x", null],
  [null, null],
])("Accept-Encoding %j gets %j", (field, coding) => {
  expect(chooseForm(forms, field)?.coding ?? null).toBe(coding);
});

test("what does not lie ready is not chosen", () => {
  expect(chooseForm(forms.slice(2), "br, gzip;q=0.1")?.coding).toBe("gzip");
  expect(chooseForm([], "br")).toBeNull();
});
