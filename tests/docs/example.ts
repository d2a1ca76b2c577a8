// Finds the examples of the documentation: ```ts blocks in Markdown, `@example` in docstrings.
import ts from "typescript";

export interface Example {
  /** The file it stands in, relative to the project. */
  readonly file: string;
  /** Line of its first line of code there, from 1. */
  readonly line: number;
  readonly code: string;
  /** False where the fence says ```ts no-run: it is type-checked only. */
  readonly runs: boolean;
}

/** @throws {Error} If a block is marked as one that nothing checks. */
export function examplesOf(file: string, text: string): readonly Example[] {
  return file.endsWith(".md") ? markdownExamples(file, text, 1) : docstringExamples(file, text);
}

function markdownExamples(file: string, text: string, firstLine: number): readonly Example[] {
  const examples: Example[] = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)\s*([^`]*)$/.exec(lines[i] ?? "");
    if (fence === null) continue;
    const [, indent = "", mark = "", language = "", flags = ""] = fence;
    const begin = i + 1;
    i = begin;
    while (i < lines.length && lines[i]?.trim() !== mark) i++;
    if (language === "typescript") {
      throw new Error(`${file}:${firstLine + begin - 1}: write \`\`\`ts, so that it is checked`);
    }
    if (language !== "ts") continue;
    const flag = flags.trim();
    if (flag !== "" && flag !== "no-run") {
      throw new Error(
        `${file}:${firstLine + begin - 1}: unknown mark "${flag}"; a block is complete, or "no-run"`,
      );
    }
    const code = lines
      .slice(begin, i)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
      .join("\n");
    examples.push({ file, line: firstLine + begin, code, runs: flag === "" });
  }
  return examples;
}

function docstringExamples(file: string, text: string): readonly Example[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const docstrings = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const comment of ts.getLeadingCommentRanges(text, node.pos) ?? []) {
      if (text.startsWith("/**", comment.pos)) docstrings.add(comment.pos);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...docstrings]
    .toSorted((a, b) => a - b)
    .flatMap((start) => {
      const end = text.indexOf("*/", start);
      const firstLine = source.getLineAndCharacterOfPosition(start).line + 1;
      return examplesOfDocstring(file, text.slice(start, end), firstLine);
    });
}

function examplesOfDocstring(file: string, docstring: string, firstLine: number): Example[] {
  const lines = docstring.split("\n").map((line) => line.replace(/^\s*(\/\*\*|\*) ?/, ""));
  const examples: Example[] = [];
  for (let i = 0; i < lines.length; i++) {
    const tag = /^@example\b\s*(.*)$/.exec(lines[i]?.trim() ?? "");
    if (tag === null) continue;
    const begin = i + 1;
    while (i + 1 < lines.length && !/^\s*@\w/.test(lines[i + 1] ?? "")) i++;
    const body = lines.slice(begin, i + 1);
    const fenced = markdownExamples(file, body.join("\n"), firstLine + begin);
    if (fenced.length > 0) {
      examples.push(...fenced);
    } else {
      const code = [tag[1] ?? "", ...body].join("\n").trimEnd();
      examples.push({ file, line: firstLine + begin - 1, code, runs: true });
    }
  }
  return examples;
}
