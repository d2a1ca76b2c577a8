// Turns an example into a module: its comments become assertions, and what its reader may take
// for granted becomes imports. Every line stays one below its place, so that errors point home.
import { posix } from "node:path";
import ts from "typescript";
import { assertionComments } from "./assertion-comment.ts";
import type { AssertionComment } from "./assertion-comment.ts";
import type { Example } from "./example.ts";

/** Lines of a program before the first line of its example. */
export const linesBefore = 1;

// Hipflask's own is a type to its users: in an example that imports nothing, it is the web's.
const namesOfTheWeb = ["Request"];

/** The names that a module exports; its path is relative to the project. */
export type ExportsOf = (path: string) => readonly string[];

/**
 * @param folder Where the module will stand, relative to the project.
 * @throws {Error} If an assertion follows nothing that has a value.
 */
export function programOf(example: Example, folder: string, exportsOf: ExportsOf): string {
  const source = ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.ESNext, true);
  const toProject = posix.relative(folder, ".");
  const imports = [
    `import { equals as __equals, throws as __throws } from "${toProject}/tests/docs/assertions.ts";`,
  ];
  const names = freeNames(source);
  const importFrom = (specifier: string, path: string): void => {
    const wanted = exportsOf(path).filter((name) => names.delete(name));
    if (wanted.length > 0) imports.push(`import { ${wanted.join(", ")} } from "${specifier}";`);
  };
  if (example.file.startsWith("src/")) {
    importFrom(`${toProject}/${example.file}`, example.file);
  }
  for (const name of namesOfTheWeb) names.delete(name);
  importFrom("hipflask", "src/index.ts");
  return `${imports.join(" ")}\n${withAssertions(example, source)}\n`;
}

/** Names that the example uses and does not declare at its top. */
function freeNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const statement of source.statements) {
    for (const name of declaredNames(statement)) names.delete(name);
  }
  return names;
}

function declaredNames(node: ts.Node): readonly string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(declaredNames);
  if (ts.isImportDeclaration(node)) {
    return node.importClause === undefined ? [] : declaredNames(node.importClause);
  }
  if (ts.isImportClause(node)) {
    return [node.name, node.namedBindings].flatMap((part) => (part ? declaredNames(part) : []));
  }
  if (
    ts.isNamedImports(node) ||
    ts.isObjectBindingPattern(node) ||
    ts.isArrayBindingPattern(node)
  ) {
    return node.elements.flatMap((element) => declaredNames(element));
  }
  if (ts.isIdentifier(node)) return [node.text];
  const { name } = node as { name?: ts.Node };
  return name === undefined ? [] : declaredNames(name);
}

function withAssertions(example: Example, source: ts.SourceFile): string {
  const edits: Edit[] = [];
  const waiting = new Set(assertionComments(source));

  const visit = (node: ts.Node): void => {
    // The innermost statement takes the comment: in `if (a) b(); // => 1` it speaks of b().
    ts.forEachChild(node, visit);
    if (!ts.isStatement(node)) return;
    for (const comment of waiting) {
      if (comment.start < node.end) continue;
      if (source.text.slice(node.end, comment.start).trim() !== "") continue;
      const made = assertion(source, node, comment);
      if (made === undefined) continue;
      edits.push(...made);
      waiting.delete(comment);
    }
  };
  visit(source);

  for (const { start } of waiting) {
    const line = example.line + source.getLineAndCharacterOfPosition(start).line;
    throw new Error(`${example.file}:${line}: this comment follows nothing that has a value`);
  }
  return edited(source.text, edits);
}

interface Edit {
  readonly at: number;
  readonly insert: string;
}

function assertion(
  source: ts.SourceFile,
  statement: ts.Statement,
  { kind, text }: AssertionComment,
): readonly Edit[] | undefined {
  const start = statement.getStart(source);
  if (kind === "throws") {
    return [
      { at: start, insert: "await __throws(async () => { " },
      { at: statement.end, insert: ` }, ${JSON.stringify(text)});` },
    ];
  }
  if (ts.isExpressionStatement(statement)) {
    return [
      { at: start, insert: "__equals((" },
      { at: statement.expression.end, insert: `), (${text}))` },
    ];
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const [name, ...more] = declaredNames(statement);
  if (name === undefined || more.length > 0) return undefined;
  return [{ at: statement.end, insert: ` __equals(${name}, (${text}));` }];
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let from = 0;
  for (const { at, insert } of edits.toSorted((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + insert;
    from = at;
  }
  return result + text.slice(from);
}
