import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultFormLimits, type FormLimits } from "../../src/http/form-limits.ts";
import { MultipartParser } from "../../src/http/multipart-parser.ts";

interface Part {
  readonly name: string;
  readonly filename: string | null;
  text: string;
  ended: boolean;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The parts of a form that comes in pieces of a size. */
function partsOf(
  form: string | Uint8Array,
  {
    boundary = "B",
    size = Infinity,
    limits = {},
  }: { boundary?: string; size?: number; limits?: Partial<FormLimits> } = {},
): readonly Part[] {
  const bytes = typeof form === "string" ? bytesOf(form) : form;
  const parser = new MultipartParser(boundary, { ...defaultFormLimits, ...limits });
  const parts: Part[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const event of parser.push(bytes.slice(at, at + size))) {
      if (event.kind === "part") parts.push({ ...pick(event.head), text: "", ended: false });
      else if (event.kind === "end") parts.at(-1)!.ended = true;
      else parts.at(-1)!.text += String.fromCharCode(...event.bytes);
    }
  }
  parser.end();
  return parts;
}

const pick = ({
  name,
  filename,
}: {
  name: string;
  filename: string | null;
}): { name: string; filename: string | null } => ({ name, filename });

const field = (name: string, value: string, boundary = "B"): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, value: string): string =>
  `--B\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\n\r\n${value}\r\n`;

describe("a form, whole, byte by byte, and in pieces", () => {
  const forms: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ["of no parts", "--B--", []],
    ["of no parts, with a line break", "--B--\r\n", []],
    ["of one field", `${field("a", "1")}--B--\r\n`, [["a", "1"]]],
    ["of an empty field", `${field("a", "")}--B--\r\n`, [["a", ""]]],
    ["of a field without a name", `${field("", "1")}--B--`, [["", "1"]]],
    [
      "of several",
      `${field("a", "1")}${field("a", "2")}${field("b", "3")}--B--\r\n`,
      [
        ["a", "1"],
        ["a", "2"],
        ["b", "3"],
      ],
    ],
    [
      "with line breaks in a value",
      `${field("a", "\r\n\r\n1\r\n\n\r")}--B--`,
      [["a", "\r\n\r\n1\r\n\n\r"]],
    ],
    [
      "with what is almost a boundary",
      `${field("a", "--B\r\n-B\r\n--A\r\n--")}--B--`,
      [["a", "--B\r\n-B\r\n--A\r\n--"]],
    ],
    [
      "with a preamble and an epilogue",
      `hello\r\n${field("a", "1")}--B--\r\nbye --B\r\n`,
      [["a", "1"]],
    ],
    ["with padding after a boundary", `--B \t\r\n${field("a", "1").slice(5)}--B--`, [["a", "1"]]],
    ["with a leading line break", `\r\n${field("a", "1")}--B--`, [["a", "1"]]],
  ];
  const cases = forms.flatMap(([name, form, parts]) =>
    [Infinity, 1, 2, 3, 7].map((size) => [name, size, form, parts] as const),
  );

  test.each(cases)("%s, %d bytes a piece", (_, size, form, parts) => {
    const read = partsOf(form, { size });
    expect(read.map(({ name, text }) => [name, text])).toEqual(parts);
    expect(read.every(({ ended }) => ended)).toBe(true);
  });
});

describe("malformed", () => {
  test.each([
    ["nothing", "", "form-incomplete"],
    ["no boundary anywhere", "this is not multipart", "form-incomplete"],
    ["another boundary", field("a", "1", "C"), "form-incomplete"],
    ["no last boundary", field("a", "1"), "form-incomplete"],
    ["half of the last boundary", `${field("a", "1")}--B-`, "form-incomplete"],
    ["a part that does not end", field("a", "1").slice(0, -1), "form-incomplete"],
    ["a head that does not end", "--B\r\nContent-Disposition: form-data", "form-incomplete"],
    ["a boundary that goes on", `${field("a", "1")}--BB--`, "form-delimiter"],
    ["a boundary and a bare line feed", field("a", "1").replace("\r\n", "\n"), "form-delimiter"],
    ["padding and text", `--B x\r\n${field("a", "1")}`, "form-delimiter"],
    ["a part without header lines", "--B\r\n\r\n1\r\n--B--", "form-disposition"],
    ["a preamble without end", "x".repeat(9000), "form-delimiter"],
    ["padding without end", `--B${" ".repeat(9000)}`, "form-headers-too-large"],
    ["header lines without end", `--B\r\n${"x: y\r\n".repeat(2000)}`, "form-headers-too-large"],
  ])("%s", (_, form, code) => {
    for (const size of [Infinity, 1]) {
      expect(() => partsOf(form, { size })).toThrow(expect.objectContaining({ code }));
    }
  });

  test("line breaks are CR LF: bare line feeds are content", () => {
    const form = field("a", "1\n--B\nContent-Disposition: form-data; name=b\n\n2");
    expect(partsOf(`${form}--B--`)).toHaveLength(1);
  });
});

describe("limits take as much as they say, and no more", () => {
  const refused = (form: string, limits: Partial<FormLimits>, code: string): void => {
    expect(() => partsOf(form, { limits })).toThrow(expect.objectContaining({ code, status: 413 }));
  };

  test("on parts", () => {
    const form = `${field("a", "1").repeat(20)}--B--`;
    expect(partsOf(form, { limits: { maxParts: 20 } })).toHaveLength(20);
    refused(form, { maxParts: 19 }, "form-too-many-parts");
  });

  test("on the value of a field, but not on files", () => {
    const form = (make: typeof field): string => `${make("a", "x".repeat(100))}--B--`;
    expect(partsOf(form(field), { limits: { maxFieldBytes: 100 } })[0]!.text).toHaveLength(100);
    refused(form(field), { maxFieldBytes: 99 }, "form-field-too-large");
    expect(partsOf(form(file), { limits: { maxFieldBytes: 0 } })[0]!.text).toHaveLength(100);
  });

  test("on files", () => {
    const form = `${file("a", "x".repeat(100))}--B--`;
    expect(partsOf(form, { limits: { maxFileBytes: 100 } })[0]!.text).toHaveLength(100);
    refused(form, { maxFileBytes: 99 }, "form-file-too-large");
  });

  test("on header lines", () => {
    const line = 'Content-Disposition: form-data; name="a"';
    const form = `--B\r\n${line}\r\n\r\n1\r\n--B--`;
    expect(partsOf(form, { limits: { maxHeaderBytes: line.length } })).toHaveLength(1);
    refused(form, { maxHeaderBytes: line.length - 1 }, "form-headers-too-large");
  });

  test("a field too large is refused before it has come whole", () => {
    const parser = new MultipartParser("B", { ...defaultFormLimits, maxFieldBytes: 10 });
    expect(() => parser.push(bytesOf(field("a", "x".repeat(50)).slice(0, -2)))).toThrow(
      expect.objectContaining({ code: "form-field-too-large" }),
    );
  });
});

describe("a boundary", () => {
  test.each(["a", "a b", "'()+_,-./:=?", "x".repeat(70)])("can be %j", (boundary) => {
    expect(partsOf(`${field("a", "1", boundary)}--${boundary}--`, { boundary })).toHaveLength(1);
  });

  test.each([undefined, "", " ", "a ", "x".repeat(71), "é", "a\r\nb"])(
    "cannot be %j",
    (boundary) => {
      expect(() => new MultipartParser(boundary, defaultFormLimits)).toThrow(
        expect.objectContaining({ code: "form-boundary", status: 400 }),
      );
    },
  );
});

test("whatever is in a form, and however it is cut, comes out as it went in", () => {
  const content = fc.string({
    unit: fc.constantFrom("\r", "\n", "-", "B", "x", "\r\n--"),
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      fc.array(content, { maxLength: 5 }),
      fc.integer({ min: 1, max: 50 }),
      (values, size) => {
        fc.pre(values.every((value) => !`\r\n${value}\r`.includes("\r\n--B")));
        const form = `${values.map((value, i) => field(String(i), value)).join("")}--B--\r\n`;
        expect(partsOf(form, { size }).map(({ text }) => text)).toEqual(values);
      },
    ),
    { numRuns: 500 },
  );
});

test("bytes that are no form never do anything but be refused", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          "\r\n",
          "--B",
          "--",
          "\n",
          ":",
          "name=a",
          "Content-Disposition: form-data; ",
        ),
        maxLength: 30,
      }),
      (text) => {
        let code = "";
        try {
          partsOf(text, { size: 3 });
        } catch (error) {
          code = (error as { code: string }).code;
        }
        expect(code).toMatch(/^(form-[a-z-]+)?$/);
      },
    ),
    { numRuns: 500 },
  );
});
