// The names that a module exports, read from its text and the texts that it re-exports.
import { posix } from "node:path";
import ts from "typescript";

/** @param read Gives the text of a path relative to the project, undefined where there is none. */
export function exportedNames(
  path: string,
  read: (path: string) => string | undefined,
): readonly string[] {
  const text = read(path);
  if (text === undefined) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      if (exportClause !== undefined) {
        return ts.isNamedExports(exportClause)
          ? exportClause.elements.map(({ name }) => name.text)
          : [exportClause.name.text];
      }
      const from = moduleSpecifier as ts.StringLiteral;
      return exportedNames(posix.join(posix.dirname(path), from.text), read);
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText(source));
    }
    const { name } = statement as { name?: ts.Identifier };
    return name === undefined ? [] : [name.text];
  });
}
