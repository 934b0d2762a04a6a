/**
 * A value as JSON in one way only: no spaces, the keys of every object in the order of their UTF-16 code units. What is hashed and signed is this
 * text. Numbers in it are whole (decimals travel as text), so that every reader writes them alike; it is the form of RFC 8785 for such values.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    return `{${entries
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}
