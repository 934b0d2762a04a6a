/** Where a list goes on, as an opaque text: the ordering values of the last row shown. */
export function writeCursor(values: readonly string[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(values))))
}

/** Reads a cursor of `count` values; nothing where it is not one of ours (the list then begins anew). */
export function readCursor(cursor: string | undefined, count: number): readonly string[] | undefined {
  if (!cursor) return undefined
  const values = parsed(cursor)
  const isOurs = Array.isArray(values) && values.length === count && values.every((each) => typeof each === 'string')
  return isOurs && !values.some((each: string) => each.includes('\0')) ? values : undefined
}

function parsed(cursor: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(cursor), (each) => each.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
