// The project's files as the architecture tests see them: each source parsed once into
// the few facts that the checks ask about.
import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** Text by path; paths are relative to the project, with "/". */
export type Tree = Readonly<Record<string, string>>;

export interface Source {
  readonly path: string;
  readonly lines: readonly string[];
  /** Module specifiers, of types and of dynamic imports too. */
  readonly imports: readonly { readonly specifier: string; readonly typeOnly: boolean }[];
  /** Whether something is left of it, other than re-exports, when its types are gone. */
  readonly runs: boolean;
  /** Where a string becomes code: `eval(…)`, `Function(…)`. */
  readonly dynamicCode: readonly { readonly line: number; readonly name: string }[];
}

/** Reads the files below `folders` of the project at `root`. */
export function readTree(root: string, folders: readonly string[]): Tree {
  const tree: Record<string, string> = {};
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[cm]?[jt]s$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      tree[posix.normalize(file.slice(root.length + 1).replaceAll("\\", "/"))] = readFileSync(
        file,
        "utf8",
      );
    }
  }
  return tree;
}

export function parse(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const imports: { specifier: string; typeOnly: boolean }[] = [];
  const dynamicCode: { line: number; name: string }[] = [];

  const addImport = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      imports.push({ specifier: specifier.text, typeOnly });
    }
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      addImport(
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      );
    } else if (ts.isExportDeclaration(node)) {
      addImport(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      addImport(node.argument.literal, true);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword)
        addImport(node.arguments?.[0], false);
      const name = node.expression.getText(file).replace(/^globalThis\./, "");
      if (name === "eval" || name === "Function") {
        dynamicCode.push({
          line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
          name,
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return { path, lines, imports, runs: file.statements.some(runs), dynamicCode };
}

function runs(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return false;
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return !modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
}
