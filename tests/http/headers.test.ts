import { describe, expect, test } from "vitest";
import { HeaderFields, type HeaderFieldsInit } from "../../src/http/headers.ts";

test.each<[string, HeaderFieldsInit | undefined, [string, string][]]>([
  ["nothing", undefined, []],
  [
    "an object",
    { B: "2", A: "1" },
    [
      ["b", "2"],
      ["a", "1"],
    ],
  ],
  [
    "an object with lists",
    { A: ["1", "2"], B: [] },
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
  [
    "pairs",
    [
      ["A", "1"],
      ["a", "2"],
    ],
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
  ["a map", new Map([["A", "1"]]), [["a", "1"]]],
  [
    "other fields",
    new HeaderFields({ A: ["1", "2"] }),
    [
      ["a", "1"],
      ["a", "2"],
    ],
  ],
  ["the web's own", new Headers({ A: "1" }), [["a", "1"]]],
])("fields are made from %s", (_, init, lines) => {
  expect([...new HeaderFields(init)]).toEqual(lines);
});

const sample = (): HeaderFields =>
  new HeaderFields([
    ["Accept", "a"],
    ["Set-Cookie", "x=1"],
    ["accept", "b"],
    ["SET-COOKIE", "y=2, z"],
  ]);

describe("reading", () => {
  test("a name is found in any case", () => {
    expect([sample().has("ACCEPT"), sample().has("accept"), sample().has("none")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("the lines of a field are joined, or come one by one", () => {
    expect(sample().get("Accept")).toBe("a, b");
    expect(sample().getAll("Accept")).toEqual(["a", "b"]);
    expect(sample().get("none")).toBe(null);
    expect(sample().getAll("none")).toEqual([]);
  });

  test("cookies are never joined", () => {
    expect(sample().getSetCookie()).toEqual(["x=1", "y=2, z"]);
  });

  test("lines keep their order", () => {
    const fields = sample();
    expect([...fields.keys()]).toEqual(["accept", "set-cookie", "accept", "set-cookie"]);
    expect([...fields.values()]).toEqual(["a", "x=1", "b", "y=2, z"]);
    expect([...fields.entries()]).toEqual([...fields]);
    expect(fields.size).toBe(4);
    const visited: unknown[] = [];
    fields.forEach((value, name, whole) => visited.push([name, value, whole === fields]));
    expect(visited).toEqual([...fields].map(([name, value]) => [name, value, true]));
  });

  test("as JSON they are an object, and no name reaches its prototype", () => {
    expect(JSON.stringify(sample())).toBe('{"accept":"a, b","set-cookie":"x=1, y=2, z"}');
    const odd = new HeaderFields([["__proto__", "x"]]).toJSON();
    expect(Object.getPrototypeOf(odd)).toBe(null);
    expect(Object.keys(odd)).toEqual(["__proto__"]);
  });
});

describe("changing", () => {
  test("append adds a line", () => {
    const fields = new HeaderFields({ a: "1" });
    fields.append("A", "2");
    expect([...fields]).toEqual([
      ["a", "1"],
      ["a", "2"],
    ]);
  });

  test("set replaces all lines of a field, where the first one stood", () => {
    const fields = sample();
    fields.set("ACCEPT", "c");
    fields.set("new", "d");
    expect([...fields]).toEqual([
      ["accept", "c"],
      ["set-cookie", "x=1"],
      ["set-cookie", "y=2, z"],
      ["new", "d"],
    ]);
  });

  test("delete removes all lines of a field", () => {
    const fields = sample();
    fields.delete("Set-Cookie");
    fields.delete("none");
    expect([...fields]).toEqual([
      ["accept", "a"],
      ["accept", "b"],
    ]);
  });

  test("white space around a value goes, what belongs to it stays", () => {
    const fields = new HeaderFields({ a: " \t1 2\t ", b: "\u00a0", c: "  " });
    expect([...fields.values()]).toEqual(["1 2", "\u00a0", ""]);
  });

  test("frozen fields refuse every change", () => {
    const fields = sample().freeze();
    expect(fields.frozen).toBe(true);
    expect(() => fields.set("a", "1")).toThrow("read-only");
    expect(() => fields.append("a", "1")).toThrow("read-only");
    expect(() => fields.delete("accept")).toThrow("read-only");
    expect([...fields]).toEqual([...sample()]);
  });

  test("a copy of frozen fields can be changed, and the original stays", () => {
    const original = sample().freeze();
    const copy = new HeaderFields(original);
    copy.set("accept", "c");
    expect([copy.frozen, copy.get("accept"), original.get("accept")]).toEqual([false, "c", "a, b"]);
  });
});

describe("what could split or forge a message is refused", () => {
  const ways: readonly (readonly [string, (name: string, value: string) => unknown])[] = [
    ["set", (name, value) => new HeaderFields().set(name, value)],
    ["append", (name, value) => new HeaderFields().append(name, value)],
    ["an object", (name, value) => new HeaderFields({ [name]: value })],
    ["a list", (name, value) => new HeaderFields({ [name]: ["ok", value] })],
    ["pairs", (name, value) => new HeaderFields([[name, value]])],
  ];
  const values = ["a\r\nb: c", "a\rb", "a\nb", "a\0b", "a\u007fb", "a\u001bb", "☃", "a\u010ab"];
  const names = ["", "a b", "a:", "a\r\nb", "a\n", "a\0", "é", "☃", "(a)"];

  describe.each(ways)("by %s", (_, use) => {
    test.each(values)("the value %j", (value) => {
      expect(() => use("x", value)).toThrow(/\[header-value\]$/);
    });

    test.each(names)("the name %j", (name) => {
      expect(() => use(name, "x")).toThrow(/\[header-name\]$/);
    });
  });

  test("a refused change changes nothing", () => {
    const fields = sample();
    expect(() => fields.set("accept", "\n\0")).toThrow(TypeError);
    expect([...fields]).toEqual([...sample()]);
  });

  test("the message names the field and shows the start of the value, on lines of its own making", () => {
    expect(() => new HeaderFields({ "X-A": "secret\r\nb" })).toThrow(
      'Cannot send header X-A as "secret\\r\\nb": a value must be free of line breaks',
    );
    expect(() => new HeaderFields({ x: `${"y".repeat(200)}\n` })).toThrow(
      `as "${"y".repeat(80)}": `,
    );
  });

  test("a value that is no text is checked as the text it would be sent as", () => {
    const fields = new HeaderFields();
    fields.set("x", 5 as unknown as string);
    expect(fields.get("x")).toBe("5");
    const sly = { toString: () => "a\r\nb" } as unknown as string;
    expect(() => fields.set("x", sly)).toThrow("[header-value]");
    expect(() => fields.set(5 as unknown as string, "x")).toThrow("[header-name]");
  });
});

test("lines that a parser has checked are taken as they are", () => {
  const fields = HeaderFields.fromParsed(["a", "a"], ["1", "2"]);
  expect([fields.get("a"), fields.frozen]).toEqual(["1, 2", false]);
});
