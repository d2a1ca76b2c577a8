// Finds the comments of an example that promise something: `// => value`, `// throws what`.
import ts from "typescript";

export interface AssertionComment {
  readonly kind: "=>" | "throws";
  /** An expression after `=>`; a code, status, name or part of the message after `throws`. */
  readonly text: string;
  readonly start: number;
}

/** A value may go on in the comment lines below its first until it is a whole expression. */
export function assertionComments(source: ts.SourceFile): readonly AssertionComment[] {
  const comments = lineComments(source);
  const found: AssertionComment[] = [];
  for (const [i, { text, start }] of comments.entries()) {
    const match = /^(=>|throws\b)\s*(.*)$/.exec(text);
    if (match === null) continue;
    const [, kind, first = ""] = match;
    if (kind === "throws") {
      found.push({ kind, text: first, start });
      continue;
    }
    let value = first;
    for (let next = i + 1; !isExpression(value) && isBelow(source, comments, next); next++) {
      value += `\n${comments[next]?.text}`;
    }
    found.push({ kind: "=>", text: value.replaceAll("\n", " "), start });
  }
  return found;
}

interface LineComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function lineComments(source: ts.SourceFile): readonly LineComment[] {
  const byStart = new Map<number, LineComment>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(source.text, node.pos) ?? []),
    ];
    for (const { pos, end, kind } of ranges) {
      if (kind !== ts.SyntaxKind.SingleLineCommentTrivia) continue;
      byStart.set(pos, { text: source.text.slice(pos + 2, end).trim(), start: pos, end });
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...byStart.values()].toSorted((a, b) => a.start - b.start);
}

function isBelow(source: ts.SourceFile, comments: readonly LineComment[], i: number): boolean {
  const above = comments[i - 1];
  const comment = comments[i];
  if (above === undefined || comment === undefined) return false;
  return /^\r?\n[ \t]*$/.test(source.text.slice(above.end, comment.start));
}

function isExpression(text: string): boolean {
  const { diagnostics } = ts.transpileModule(`void (${text}\n);`, { reportDiagnostics: true });
  return diagnostics?.length === 0;
}
