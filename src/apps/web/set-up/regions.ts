import { parentRegion, parseRegionCode } from '../../../kernel/region-code.ts'

/** A region of the published table with the names above it: `370786`, `昌邑市`, `山东省潍坊市昌邑市`. */
export interface PublishedRegion {
  readonly code: string
  readonly name: string
  readonly path: string
}

const MOST = 40

/** Regions of a table of codes and names, each with its way down from the province. */
export function regionsOf(rows: readonly (readonly string[])[]): readonly PublishedRegion[] {
  const names = new Map(rows.map(([code = '', name = '']) => [code, name]))
  return [...names].map(([code, name]) => {
    const above: string[] = []
    for (let at = parentOf(code); at !== undefined; at = parentOf(at)) above.unshift(names.get(at) ?? '')
    return { code, name, path: [...above, name].join('') }
  })
}

function parentOf(code: string): string | undefined {
  const parsed = parseRegionCode(code)
  return parsed.ok ? parentRegion(parsed.value) : undefined
}

/** What the box offers for what was typed: codes that begin with it, else ways that hold it; whole names first, at most forty. */
export function matchingRegions(regions: readonly PublishedRegion[], typed: string): readonly PublishedRegion[] {
  const text = typed.trim()
  if (text === '') return []
  if (/^\d+$/.test(text)) return regions.filter((each) => each.code.startsWith(text)).slice(0, MOST)
  const found = regions.filter((each) => each.path.includes(text))
  const rank = (each: PublishedRegion) => (each.name === text ? 0 : each.name.startsWith(text) ? 1 : 2)
  return found.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST)
}

/** How a region stands in the box: `370786 山东省潍坊市昌邑市`. */
export function labelOfRegion({ code, path }: PublishedRegion): string {
  return `${code} ${path}`
}

/** The region a text means: one that begins with a known code, or the only one of that name or way. */
export function regionMeant(regions: readonly PublishedRegion[], typed: string): PublishedRegion | undefined {
  const text = typed.trim()
  const code = /^\d{6}(?=\s|$)/.exec(text)?.[0]
  if (code) return regions.find((each) => each.code === code)
  const named = regions.filter((each) => each.name === text || each.path === text)
  return named.length === 1 ? named[0] : undefined
}
