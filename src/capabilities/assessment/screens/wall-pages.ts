/** How many lines of units a column of the wall holds and how many columns stand side by side. */
const LINES = 14
const COLUMNS = 3

/**
 * Groups laid out for a wall: a group longer than a column goes on in the next one, and each page holds at most three columns. Nobody is
 * left out and nobody is shown twice.
 */
export function pagesOf<G extends { readonly places: readonly unknown[] }>(
  groups: readonly G[],
): readonly (readonly G[])[] {
  const columns = groups.flatMap((group) =>
    Array.from({ length: Math.max(1, Math.ceil(group.places.length / LINES)) }, (_, at) => ({
      ...group,
      places: group.places.slice(at * LINES, (at + 1) * LINES),
    })),
  )
  return Array.from({ length: Math.ceil(columns.length / COLUMNS) }, (_, at) =>
    columns.slice(at * COLUMNS, (at + 1) * COLUMNS),
  )
}

/** How many columns a page stands in: as many as it holds, so that one group alone has the whole width. */
export function columnsPerPage(page: readonly unknown[]): number {
  return Math.max(1, page.length)
}
