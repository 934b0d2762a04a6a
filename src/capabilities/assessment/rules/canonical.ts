/**
 * JSON of a value in one way only: keys in the order of their code units, no spaces, what is `undefined` left out. Two values that say the same have
 * the same text, so that a digest of it can be checked by anybody (after RFC 8785, for texts, booleans and whole numbers, which is all we seal).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}
