/** What can be kept in the address of a page: texts, numbers, yes/no and lists of texts. */
export type UrlValue = string | number | boolean | readonly string[] | undefined

/** The state of a page's address, with a default for each key; an `undefined` default is an optional text. */
export type UrlState = Readonly<Record<string, UrlValue>>

/** Search parameters as the router keeps them: one text, or several of the same name. */
export type SearchParams = Readonly<Record<string, string | readonly string[]>>

/** The widened type of a set of defaults: `''` becomes `string`, `[]` becomes `readonly string[]`. */
export type Opened<D extends UrlState> = {
  readonly [K in keyof D]: D[K] extends string
    ? string
    : D[K] extends number
      ? number
      : D[K] extends boolean
        ? boolean
        : D[K] extends undefined
          ? string | undefined
          : readonly string[]
}

/** Reads a state out of search parameters; what is missing or not of its default's type takes the default. */
export function readUrlState<D extends UrlState>(defaults: D, search: SearchParams): Opened<D> {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, fallback]) => [key, readValue(fallback, search[key])]),
  ) as Opened<D>
}

function readValue(fallback: UrlValue, found: string | readonly string[] | undefined): UrlValue {
  if (found === undefined) return fallback
  const list = typeof found === 'string' ? [found] : found
  if (Array.isArray(fallback)) return list.filter((each) => each !== '')
  const text = list[0] ?? ''
  if (typeof fallback === 'boolean') return text === '1' ? true : text === '0' ? false : fallback
  if (typeof fallback !== 'number') return text
  const amount = Number(text)
  return text.trim() !== '' && Number.isFinite(amount) ? amount : fallback
}

/** The search parameters of a state: values that equal their default are left out, so that a plain address means the plain page. */
export function writeUrlState<D extends UrlState>(defaults: D, state: Opened<D>): SearchParams {
  const params: Record<string, string | readonly string[]> = {}
  for (const [key, fallback] of Object.entries(defaults)) {
    const value = (state as UrlState)[key]
    if (value === undefined || sameValue(value, fallback)) continue
    params[key] = Array.isArray(value) ? value : typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
  }
  return params
}

function sameValue(one: UrlValue, other: UrlValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other
  return one.length === other.length && one.every((each, index) => each === other[index])
}

/** Parses a query string into plain texts: the router's reader. Nothing is taken for JSON. */
export function parseSearch(text: string): SearchParams {
  const params: Record<string, string | string[]> = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const before = Object.hasOwn(params, key) ? params[key] : undefined
    const next = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value]
    Object.defineProperty(params, key, { value: next, enumerable: true, writable: true, configurable: true })
  }
  return params
}

/** Writes search parameters as a query string with its question mark: the router's writer. An empty list is one empty value. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue
    const list = Array.isArray(value) ? (value.length === 0 ? [''] : value) : [value]
    for (const each of list) params.append(key, String(each))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
