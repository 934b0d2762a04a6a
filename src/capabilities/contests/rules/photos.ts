const SHOWN = 3

/**
 * Photos of a project then and now, from the oldest to the newest: `then` are the last ones taken up to the day of the visit before (without one: the
 * first), `now` the newest of those taken since.
 */
export function thenAndNow<P extends { readonly takenOn: string }>(
  photos: readonly P[],
  visitedOn: string | null,
): { readonly photosThen: readonly P[]; readonly photosNow: readonly P[] } {
  const day = visitedOn ?? photos[0]?.takenOn
  if (day === undefined) return { photosThen: [], photosNow: [] }
  const before = photos.filter(({ takenOn }) => takenOn <= day)
  const since = photos.filter(({ takenOn }) => takenOn > day)
  return { photosThen: before.slice(-SHOWN), photosNow: since.slice(-SHOWN) }
}
