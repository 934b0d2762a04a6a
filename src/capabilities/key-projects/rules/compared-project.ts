/** What two projects are compared by. Land in square metres, coordinates in degrees. */
export interface ComparedProject {
  readonly id: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly projectCodes: readonly string[]
  readonly enterprise: string
  readonly creditCode: string | null
  readonly place: string
  readonly land: number | null
  readonly longitude: number | null
  readonly latitude: number | null
}

/** A name as it is compared: the pieces of what is particular in it, and what it counts. */
export interface ReadName {
  readonly grams: ReadonlySet<string>
  readonly counted: ReadonlySet<string>
}

/** A project with its names read. */
export interface ReadProject {
  readonly of: ComparedProject
  /** See `parcelOf`. */
  readonly parcel: string | undefined
  readonly names: readonly ReadName[]
}

/** Names alike from here on are called the same. */
export const SAME_NAME = 0.8
/** Names alike from here on are called alike. */
export const LIKE_NAME = 0.5

/** A parcel by its place and size; nothing where either is unknown. */
export function parcelOf({ place, land }: ComparedProject): string | undefined {
  return place !== '' && land !== null && land > 0 ? `${place} ${Math.round(land)}` : undefined
}
