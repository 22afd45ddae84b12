/** A table whose columns are as wide as their widest cell, two spaces apart. */
export function table(rows: readonly string[][]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, " ")));
  const widths = Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
