const UNSTORABLE = /\0|\p{Surrogate}/u

/**
 * A value as it came over the wire with every text in it such that the database can hold it: NUL characters are dropped, half characters
 * become U+FFFD; the names of members too. Gives the value itself where nothing had to be mended.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? mended(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map(storable)
    return items.every((item, at) => Object.is(item, value[at])) ? value : items
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  const members = Object.entries(value)
  const kept = members.map(([name, member]) => [storable(name), storable(member)] as const)
  const isSame = kept.every(([name, member], at) => name === members[at]?.[0] && Object.is(member, members[at]?.[1]))
  return isSame ? value : Object.fromEntries(kept)
}

function mended(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')
}
