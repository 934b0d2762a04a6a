import { exact, fraction, multiply, toDecimal, toExactText } from '../../../kernel/exact.ts'

const TIMES: Readonly<Record<string, bigint>> = {
  十: 10n,
  百: 100n,
  千: 1_000n,
  万: 10_000n,
  亿: 100_000_000n,
}
/** Units that begin with a sign of `TIMES` and mean something of their own. */
const WHOLE = /^(?:百分点|百分比|百分数)$/
const COUNTS = /^(?:个|家|户|项|件|处|次|条|所|座|例|宗)$/
const PERCENT = /^(?:%|％|百分点|个百分点|百分比|百分数)$/
const MOST_PLACES = 12

interface Unit {
  readonly times: bigint
  readonly of: string
}

/** Whether a unit means percent. */
export function isPercentUnit(unit: string): boolean {
  return PERCENT.test(unit.trim())
}

/**
 * A figure brought from one unit to another of the same thing, exact as decimal text: `1.2` from 亿元 to 万元 is `12000`. A bare 亿 or 万
 * counts what the other unit counts; 个, 家, 户 and 项 count the same. `undefined` where the units measure different things.
 */
export function convertFigure(value: string, from: string, to: string): string | undefined {
  const [one, other] = [unitOf(from), unitOf(to)]
  const isSame = one.of === other.of || one.of === '' || other.of === ''
  if (!isSame) return undefined
  const text = toExactText(multiply(exact(value), fraction(one.times, other.times)))
  return text.includes('/') ? undefined : toShort(text)
}

function unitOf(text: string): Unit {
  const word = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^人民币|人民币$/g, '')
  if (isPercentUnit(word)) return { times: 1n, of: '%' }
  let [times, of] = [1n, word]
  for (let sign = TIMES[of[0] ?? '']; sign !== undefined && !WHOLE.test(of); sign = TIMES[of[0] ?? '']) {
    times *= sign
    of = of.slice(1)
  }
  return { times, of: COUNTS.test(of) ? '个' : of }
}

function toShort(text: string): string {
  const [, decimals = ''] = text.split('.')
  return decimals.length > MOST_PLACES ? toDecimal(exact(text), MOST_PLACES).replace(/\.?0+$/, '') : text
}
