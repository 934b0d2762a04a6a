import { formatNumber } from '../../../kernel/format.ts'

type Params = Readonly<Record<string, string | number>>

/** What of a reason is a name, never a number, even where it is written with digits alone. */
const NAMES: ReadonlySet<string> = new Set(['name', 'names', 'actual', 'target', 'over', 'criterion', 'band'])
const NUMBER = /^(≈?)(-?\d+(?:\.(\d+))?)$/

/** What a reason says, its numbers written for reading with thousands separated: `25000000` becomes `25,000,000`. */
export function readableParams(params: Params): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, NAMES.has(key) ? value : readable(value)] as const),
  )
}

function readable(value: string | number): string | number {
  const [, sign, digits, decimals = ''] = NUMBER.exec(String(value)) ?? []
  if (digits === undefined) return value
  const written = `${sign ?? ''}${formatNumber(digits, { places: decimals.length })}`
  return written === String(value) ? value : written
}
