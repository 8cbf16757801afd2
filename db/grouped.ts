/** What rows say, by what is in their first column; both in the order of the rows. */
export function grouped<R extends readonly [string, ...unknown[]], T>(
  rows: readonly R[],
  item: (row: R) => T,
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row[0])
    if (group) group.push(item(row))
    else groups.set(row[0], [item(row)])
  }
  return groups
}
