import type { MoneyUnit } from '../../kernel/yuan.ts'

/** A unit of money as people write it: which one, and how many of it the figure counts (千元 is a thousandth of a 万 times ten). */
const MONEY: Readonly<Record<string, MoneyUnit>> = {
  元: 'yuan',
  人民币元: 'yuan',
  万: 'wan',
  万元: 'wan',
  万元人民币: 'wan',
  人民币万元: 'wan',
  亿: 'yi',
  亿元: 'yi',
  亿元人民币: 'yi',
}

/** Units of land by what one of them is in square metres, as a fraction: 15 亩 are one hectare. */
const AREA: Readonly<Record<string, readonly [numerator: bigint, denominator: bigint]>> = {
  平方米: [1n, 1n],
  平米: [1n, 1n],
  m2: [1n, 1n],
  万平方米: [10_000n, 1n],
  万平米: [10_000n, 1n],
  万m2: [10_000n, 1n],
  亩: [2_000n, 3n],
  万亩: [20_000_000n, 3n],
  公顷: [10_000n, 1n],
  平方公里: [1_000_000n, 1n],
  平方千米: [1_000_000n, 1n],
  km2: [1_000_000n, 1n],
}

const OTHERS = [
  '千元',
  '百万元',
  '美元',
  '万美元',
  '亿美元',
  '%',
  '个',
  '户',
  '家',
  '人',
  '吨',
  '万吨',
  '千瓦',
  '万千瓦',
  '天',
  '项',
]
const UNITS = [...Object.keys(MONEY), ...Object.keys(AREA), ...OTHERS].toSorted(
  (one, other) => other.length - one.length,
)
const ANY_UNIT = UNITS.map((unit) => unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
const BRACKETED = new RegExp(`[(\\[【](?:单位:)?(${ANY_UNIT})[)\\]】]`, 'i')
const TRAILING = new RegExp(`[,、/:](?:单位:)?(${ANY_UNIT})$`, 'i')
const NOTE = /单位[:：]\s*(.{1,60})/

/** Which unit of money a word means; `undefined` for any other word and for foreign money. */
export function moneyUnitOf(word: string | undefined): MoneyUnit | undefined {
  return word === undefined ? undefined : MONEY[word]
}

/** Square metres in one of a unit of land, as numerator and denominator; `undefined` for any other word. */
export function squareMetresIn(word: string | undefined): readonly [bigint, bigint] | undefined {
  return word === undefined ? undefined : AREA[narrow(word)]
}

/** Text as it is compared: full width made half width, blanks taken out, letters small, every dash and wave a hyphen. */
export function narrow(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[—–―−~]/g, '-')
    .toLowerCase()
}

/** The unit a heading names, `总投资（万元）` or `用地，亩`. */
export function unitOfHeading(heading: string): string | undefined {
  const text = narrow(heading)
  return (
    BRACKETED.exec(text)?.[1] ??
    TRAILING.exec(text)?.[1] ??
    (UNITS.includes(text) && text.length > 1 ? text : undefined)
  )
}

/** A heading without its unit, as it is compared with the names wanted. */
export function withoutUnit(heading: string): string {
  const text = narrow(heading)
  if (UNITS.includes(text)) return ''
  return text
    .replace(BRACKETED, '')
    .replace(TRAILING, '')
    .replace(/[*:,。·"“”'‘’]/g, '')
}

/** The units a note above the table names: `单位：万元、亩`. */
export function unitsOfNote(note: string): readonly string[] {
  const listed = NOTE.exec(note.normalize('NFKC'))?.[1]
  if (listed === undefined) return []
  return narrow(listed)
    .split(/[、,;/)]/)
    .filter((word) => UNITS.includes(word))
}
