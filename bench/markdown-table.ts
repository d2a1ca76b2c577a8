// A table as the project's format writes it: columns as wide as their widest cell.

/** @param textColumns How many columns, from the left, hold text; the others are numbers, to the right. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: number,
): string {
  const widths = titles.map((title, i) =>
    Math.max(title.length, 3, ...rows.map((row) => row[i]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i < textColumns ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = widths.map((width, i) =>
    i < textColumns ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(titles), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
