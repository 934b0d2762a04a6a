import type { OutputOf } from '../../../kernel/operation.ts'
import type { listUnitPlaces } from '../contract.ts'

/** A published place of a unit. */
export type PublishedPlace = OutputOf<typeof listUnitPlaces>['items'][number]

/** The places of a unit under one scheme, the earliest first. */
export interface PlacesOfScheme {
  readonly schemeId: string
  readonly schemeName: string
  readonly places: readonly PublishedPlace[]
}

/** How many places make a line worth drawing. */
const LEAST = 3

/** The places worth drawing, scheme by scheme: places under two schemes are never one line, since they do not compare the same things. */
export function placeLines(items: readonly PublishedPlace[]): readonly PlacesOfScheme[] {
  const schemeIds = [...new Set(items.map(({ schemeId }) => schemeId))]
  return schemeIds.flatMap((schemeId) => {
    const places = items.filter((each) => each.schemeId === schemeId)
    return places.length < LEAST
      ? []
      : [{ schemeId, schemeName: places[0]?.schemeName ?? '', places: places.toReversed() }]
  })
}
