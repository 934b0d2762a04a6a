import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import {
  LIGHTS,
  type Dimension,
  type DimensionBase,
  type Light,
  type RuleBody,
  type Span,
  type TableRow,
} from '../contract.ts'
import {
  compareCuts,
  domainOf,
  isEmpty,
  isWhole,
  shared,
  spanOf,
  spanText,
  stretchOf,
  type Stretch,
} from './interval.ts'
import { severity } from './severity.ts'

/**
 * What is wrong with a set of spans over the numbers of a base: `holes` no span holds, `overlaps` two hold (by their places in the
 * list), `empties` that hold nothing. All three empty: every number is covered exactly once.
 */
export interface Coverage {
  readonly holes: readonly Span[]
  readonly overlaps: readonly { readonly first: number; readonly second: number; readonly span: Span }[]
  readonly empties: readonly number[]
}

/**
 * Proves whether spans cover every number of a base exactly once, and gives each hole and overlap with its exact ends, in rising order.
 * Published rules do leave holes: Yinchuan's of 2025 says nothing of a project less than 10 percentage points behind.
 */
export function proveCoverage(base: DimensionBase, spans: readonly Span[]): Coverage {
  const whole = isWhole(base)
  const domain = domainOf(base)
  const stretches = spans.map((span) => shared(stretchOf(span, whole), domain))
  return {
    holes: holesOf(domain, stretches).map((hole) => spanOf(hole, whole)),
    overlaps: overlapsOf(stretches, whole),
    empties: stretches.flatMap((stretch, index) => (isEmpty(stretch) ? [index] : [])),
  }
}

/** Whether a coverage proof found nothing. */
export function isCoveredOnce(coverage: Coverage): boolean {
  return coverage.holes.length + coverage.overlaps.length + coverage.empties.length === 0
}

/**
 * Everything that forbids saving a rule as publishable, with the place of each. Codes: `lights.hole`, `lights.overlap`,
 * `lights.interval_empty`, `lights.dimension_repeated`, `lights.streak_softens`, `lights.table_unknown_dimension`,
 * `lights.table_hole`, `lights.table_row_unreached`, `lights.condition_empty`.
 */
export function checkRule(body: RuleBody): Outcome<RuleBody> {
  const [first, ...rest] = [
    ...body.dimensions.flatMap((dimension, index) => dimensionProblems(dimension, index)),
    ...repeatedKeys(body),
    ...body.conditions.flatMap((condition, index) =>
      isEmpty(stretchOf(condition, false))
        ? [problem('lights.condition_empty', { key: condition.key }, ['conditions', index])]
        : [],
    ),
    ...tableProblems(body),
  ]
  return first ? fail(first, ...rest) : ok(body)
}

function dimensionProblems(dimension: Dimension, index: number): readonly Problem[] {
  const coverage = proveCoverage(dimension.base, dimension.intervals)
  const path = ['dimensions', index, 'intervals']
  const params = { dimension: dimension.key }
  const { streak } = dimension
  return [
    ...coverage.holes.map((hole) => problem('lights.hole', { ...params, span: spanText(hole) }, path)),
    ...coverage.overlaps.map(({ first, second, span }) =>
      problem('lights.overlap', { ...params, span: spanText(span), first: first + 1, second: second + 1 }, [
        ...path,
        second,
      ]),
    ),
    ...coverage.empties.map((each) => problem('lights.interval_empty', params, [...path, each])),
    ...(streak && severity(streak.becomes) < severity(streak.atLeast)
      ? [problem('lights.streak_softens', params, ['dimensions', index, 'streak'])]
      : []),
  ]
}

function repeatedKeys(body: RuleBody): readonly Problem[] {
  const keys = body.dimensions.map((dimension) => dimension.key)
  return keys.flatMap((key, index) =>
    keys.indexOf(key) < index
      ? [problem('lights.dimension_repeated', { dimension: key }, ['dimensions', index, 'key'])]
      : [],
  )
}

function tableProblems(body: RuleBody): readonly Problem[] {
  if (body.combine.kind !== 'table') return []
  const keys = body.dimensions.map((dimension) => dimension.key)
  const rows = body.combine.rows
  const reached = new Set<number>()
  const uncovered: string[] = []
  for (const lights of combinationsOf(keys.length)) {
    const row = rows.findIndex((each) => rowFits(each, keys, lights))
    if (row >= 0) reached.add(row)
    else uncovered.push(keys.map((key, index) => `${key}=${lights[index]}`).join(' '))
  }
  return [
    ...rows.flatMap((row, index) =>
      Object.keys(row.when)
        .filter((key) => !keys.includes(key))
        .map((key) =>
          problem('lights.table_unknown_dimension', { dimension: key }, ['combine', 'rows', index, 'when']),
        ),
    ),
    ...(uncovered[0] === undefined
      ? []
      : [problem('lights.table_hole', { count: uncovered.length, example: uncovered[0] }, ['combine', 'rows'])]),
    ...rows.flatMap((_, index) =>
      reached.has(index) ? [] : [problem('lights.table_row_unreached', { row: index + 1 }, ['combine', 'rows', index])],
    ),
  ]
}

/** Whether a row of a table fits the lights shown, given in the order of `keys`. */
export function rowFits(row: TableRow, keys: readonly string[], lights: readonly Light[]): boolean {
  return keys.every((key, index) => {
    const allowed = row.when[key]
    const light = lights[index]
    return allowed === undefined || (light !== undefined && allowed.includes(light))
  })
}

/** All ways `count` dimensions can show lights, but the one where none shows any. */
function combinationsOf(count: number): readonly (readonly Light[])[] {
  let all: (readonly Light[])[] = [[]]
  for (let index = 0; index < count; index += 1)
    all = all.flatMap((lights) => LIGHTS.map((light) => [...lights, light]))
  return all.filter((lights) => lights.some((light) => light !== 'none'))
}

function holesOf(domain: Stretch, stretches: readonly Stretch[]): readonly Stretch[] {
  const holes: Stretch[] = []
  let cursor = domain.start
  const rising = stretches
    .filter((stretch) => !isEmpty(stretch))
    .sort((one, other) => compareCuts(one.start, other.start))
  for (const stretch of rising) {
    if (compareCuts(cursor, stretch.start) < 0) holes.push({ start: cursor, end: stretch.start })
    if (compareCuts(cursor, stretch.end) < 0) cursor = stretch.end
  }
  return compareCuts(cursor, domain.end) < 0 ? [...holes, { start: cursor, end: domain.end }] : holes
}

function overlapsOf(stretches: readonly Stretch[], whole: boolean): Coverage['overlaps'] {
  return stretches.flatMap((one, first) =>
    stretches.slice(first + 1).flatMap((other, offset) => {
      const common = shared(one, other)
      return isEmpty(common) ? [] : [{ first, second: first + 1 + offset, span: spanOf(common, whole) }]
    }),
  )
}
