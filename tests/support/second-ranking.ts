/**
 * A second program that ranks an exported comparison: written from the rules in words, sharing no line with the product. Fractions are pairs of
 * whole numbers, places are counted by those ahead, totals are made of what was printed. Takes the JSON text as it was downloaded.
 */
type Pair = readonly [bigint, bigint]
type Json = Record<string, unknown>
type Points = Pair | 'missing' | 'left out'

const ZERO: Pair = [0n, 1n]
const HUNDRED: Pair = [100n, 1n]

const read = (text: unknown): Pair => {
  const [whole = '0', broken = ''] = String(text).replace('-', '').split('.')
  const top = BigInt(whole + broken)
  return [String(text).startsWith('-') ? -top : top, 10n ** BigInt(broken.length)]
}
const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a * d + c * b, b * d]
const times = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c, b * d]
const over = ([a, b]: Pair, [c, d]: Pair): Pair => (c < 0n ? [-a * d, -b * c] : [a * d, b * c])
const minus = (one: Pair, [c, d]: Pair): Pair => plus(one, [-c, d])
const isLess = ([a, b]: Pair, [c, d]: Pair) => a * d < c * b
const smaller = (one: Pair, other: Pair) => (isLess(other, one) ? other : one)
const larger = (one: Pair, other: Pair) => (isLess(one, other) ? other : one)
const isNothing = ([a]: Pair) => a === 0n
const total = (all: readonly Pair[]) => all.reduce(plus, ZERO)
const toNumber = ([a, b]: Pair) => Number((a * 10n ** 15n) / b) / 1e15

const printed = ([a, b]: Pair, places: number, rounding: unknown): string => {
  const scaled = (a < 0n ? -a : a) * 10n ** BigInt(places)
  const size = rounding === 'truncate' ? scaled / b : (2n * scaled + b) / (2n * b)
  const digits = size.toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return a < 0n && size > 0n ? `-${text}` : text
}

const rows = (value: unknown) => (value ?? []) as Json[]
const numberOf = (figures: Json, key: unknown): Pair | undefined =>
  figures[String(key)] === undefined ? undefined : read(figures[String(key)])

/** What is looked at: a figure, its percentage of another, what it has above another; `none` where it is compared with nothing. */
function looked(measure: Json, figures: Json): Pair | 'missing' | 'none' {
  const own = numberOf(figures, measure['of'])
  if (own === undefined) return 'missing'
  if (measure['kind'] === 'figure') return own
  const other = numberOf(figures, measure['over'])
  if (other === undefined) return 'missing'
  if (measure['kind'] === 'excess') return minus(own, other)
  return isNothing(other) ? 'none' : times(over(own, other), HUNDRED)
}

function untargeted(rule: unknown, points: Pair): Points {
  if (rule === 'full') return points
  return rule === 'none' ? ZERO : rule === 'left_out' ? 'left out' : 'missing'
}

function proportional(method: Json, points: Pair, figures: Json): Points {
  let share = ZERO
  for (const term of rows(method['terms'])) {
    const [done, due] = [numberOf(figures, term['actual']), numberOf(figures, term['target'])]
    if (done === undefined || due === undefined) return 'missing'
    if (isNothing(due)) return untargeted(method['withoutTarget'] ?? 'none', points)
    share = plus(share, times(over(done, due), read(term['share'] ?? '1')))
  }
  const capped = method['cap'] === null ? share : smaller(share, read(method['cap']))
  return times(larger(capped, ZERO), points)
}

function between(value: Pair, { least, most }: { least?: unknown; most?: unknown }): Pair {
  const raised = least === null || least === undefined ? value : larger(value, read(least))
  return most === null || most === undefined ? raised : smaller(raised, read(most))
}

function steps(method: Json, value: Pair): Pair {
  const mark = read(method['mark'])
  const isAbove = !isLess(value, mark)
  let worth = ZERO
  let walked = ZERO
  const way = isAbove ? minus(value, mark) : minus(mark, value)
  for (const stretch of rows(method[isAbove ? 'above' : 'below'])) {
    const through = stretch['through'] === null ? undefined : read(stretch['through'])
    const reach = through === undefined ? way : smaller(way, isAbove ? minus(through, mark) : minus(mark, through))
    const length = minus(reach, walked)
    if (!isLess(ZERO, length)) break
    const [a, b] = over(length, read(method['per'] ?? '1'))
    worth = plus(worth, times(method['wholeOnly'] ? [a / b, 1n] : [a, b], read(stretch['each'])))
    walked = reach
  }
  return between(isAbove ? plus(read(method['base']), worth) : minus(read(method['base']), worth), method)
}

function additive(method: Json, figures: Json): Points {
  let sum = read(method['base'] ?? '0')
  for (const line of rows(method['lines'])) {
    const figure = numberOf(figures, line['of'])
    if (figure === undefined) return 'missing'
    const worth = times(figure, read(line['each']))
    const most = line['most'] === null || line['most'] === undefined ? undefined : read(line['most'])
    sum = plus(sum, most === undefined ? worth : larger(smaller(worth, most), minus(ZERO, most)))
  }
  return between(sum, method)
}

function compared(method: Json, points: Pair, group: readonly Json[], at: number): Points {
  const measure = method['measure'] as Json
  const own = looked(measure, group[at] ?? {})
  if (typeof own === 'string') return own === 'none' ? untargeted(method['withoutTarget'], points) : 'missing'
  const all = group.map((figures) => looked(measure, figures)).filter((each): each is Pair => typeof each !== 'string')
  if (all.length === 1 && method['alone']) return proportional(method['alone'] as Json, points, group[at] ?? {})
  const isLower = method['better'] === 'lower'
  if (method['kind'] === 'rank_points') {
    const place = 1 + all.filter((other) => (isLower ? isLess(other, own) : isLess(own, other))).length
    const by = method['by'] as Json
    if (by['kind'] === 'step')
      return larger(
        minus(read(by['first']), times(read(by['step']), [BigInt(place - 1), 1n])),
        read(by['least'] ?? '0'),
      )
    const fitting = rows(by['places']).filter((row) => place <= Number(row['through']))
    return read(
      fitting.toSorted((one, other) => Number(one['through']) - Number(other['through']))[0]?.['points'] ?? '0',
    )
  }
  const [low, high] = [all.reduce(smaller), all.reduce(larger)]
  const [floor, ceiling] = [read(method['floor'] ?? '60'), read(method['ceiling'] ?? '100')]
  const width = minus(high, low)
  if (isNothing(width)) return over(times(ceiling, points), HUNDRED)
  const share = over(isLower ? minus(high, own) : minus(own, low), width)
  const score =
    method['kind'] === 'min_max'
      ? plus(floor, times(minus(ceiling, floor), share))
      : read((toNumber(floor) * (toNumber(ceiling) / toNumber(floor)) ** toNumber(share)).toFixed(9))
  return over(times(score, points), HUNDRED)
}

function scored(method: Json, points: Pair, group: readonly Json[], at: number): Points {
  const figures = group[at] ?? {}
  switch (method['kind']) {
    case 'proportional':
      return proportional(method, points, figures)
    case 'additive':
      return additive(method, figures)
    case 'weighted': {
      const parts = rows(method['parts']).map((part) => [numberOf(figures, part['of']), read(part['share'])] as const)
      if (parts.some(([value]) => value === undefined)) return 'missing'
      return over(times(total(parts.map(([value, share]) => times(value ?? ZERO, share))), points), HUNDRED)
    }
    case 'all_or_nothing': {
      const told = rows(method['conditions']).map((each) => ({ each, value: looked(each['measure'] as Json, figures) }))
      if (told.some(({ value }) => value === 'missing')) return 'missing'
      const holds = told.every(({ each, value }) => {
        if (typeof value === 'string') return false
        const mark = read(each['value'])
        return each['is'] === 'above' ? isLess(mark, value) : !isLess(value, mark)
      })
      return holds ? points : ZERO
    }
    case 'steps':
    case 'step_table': {
      const value = looked(method['measure'] as Json, figures)
      if (typeof value === 'string') return value === 'none' ? untargeted(method['withoutTarget'], points) : 'missing'
      if (method['kind'] === 'steps') return steps(method, value)
      const reached = rows(method['steps']).filter((step) => !isLess(value, read(step['from'])))
      return read(
        reached.toSorted((one, other) => (isLess(read(one['from']), read(other['from'])) ? 1 : -1))[0]?.['points'] ??
          '0',
      )
    }
    default:
      return compared(method, points, group, at)
  }
}

/** Bonuses up to the cap of their rule and of all, less deductions, lines that were taken back left out. */
function beside(scheme: Json, entries: readonly Json[], unit: unknown): Pair {
  const back = new Set(entries.filter((each) => each['kind'] === 'reversal').map((each) => each['of']))
  const own = entries.filter((each) => each['unit'] === unit && !back.has(each['id']))
  const worth = (kind: string) => {
    const lines = own.filter((each) => each['kind'] === kind)
    const caps = rows(scheme['extras'])
    const free = lines.filter((line) => !caps.some((cap) => cap['key'] === line['rule']))
    const ruled = caps.map((cap) =>
      smaller(
        total(lines.filter((line) => line['rule'] === cap['key']).map((line) => read(line['points']))),
        read(cap['most']),
      ),
    )
    return plus(total(free.map((line) => read(line['points']))), total(ruled))
  }
  const cap = scheme['bonusCap']
  const bonus = cap === null || cap === undefined ? worth('bonus') : smaller(worth('bonus'), read(cap))
  return minus(bonus, worth('deduction'))
}

/** A unit as the second program ranks it; `rank` is `null` under a veto. */
export interface SecondPlace {
  readonly unit: string
  readonly total: string
  readonly rank: number | null
}

/** Ranks the JSON text of a comparison, groups in their order, units in the order of the scheme. */
export function rankAgain(text: string): readonly SecondPlace[] {
  const comparison = JSON.parse(text) as Json
  const scheme = comparison['scheme'] as Json
  const vetoed = new Set(rows(comparison['vetoes']).map((each) => each['unit']))
  const decimals = Number(scheme['decimals'] ?? 2)
  return rows(scheme['groups']).flatMap((group) => {
    const units = rows(group['units']).map((each) => each['key'])
    const totals = units.map((unit, at) => {
      let given = ZERO
      let leftOut = ZERO
      let whole = ZERO
      for (const criterion of rows(scheme['criteria'])) {
        const figures = units.map(
          (each) =>
            (rows(comparison['values']).find(
              (value) => value['unit'] === each && value['criterion'] === criterion['key'],
            )?.['figures'] ?? {}) as Json,
        )
        const points = read(criterion['points'])
        const written = read(criterion['writtenFor'] ?? criterion['points'])
        const score = scored(criterion['method'] as Json, written, figures, at)
        whole = plus(whole, points)
        if (score === 'left out') leftOut = plus(leftOut, points)
        else if (score !== 'missing') {
          const seasonal = over(times(score, points), written)
          given = plus(given, read(printed(seasonal, Number(criterion['decimals'] ?? 2), scheme['rounding'])))
        }
      }
      const rest = minus(whole, leftOut)
      const base = isNothing(leftOut) ? given : isNothing(rest) ? ZERO : over(times(given, whole), rest)
      const sum = plus(base, beside(scheme, rows(comparison['entries']), unit))
      return { unit: String(unit), total: printed(sum, decimals, scheme['rounding']) }
    })
    return totals.map(({ unit, total: own }) => ({
      unit,
      total: own,
      rank: vetoed.has(unit)
        ? null
        : 1 + totals.filter((other) => !vetoed.has(other.unit) && isLess(read(own), read(other.total))).length,
    }))
  })
}
