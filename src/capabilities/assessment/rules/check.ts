import { compare, exact, ZERO } from '../../../kernel/exact.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { Comparison, type Criterion, type Method, type Scheme, type Stretch } from '../contract.ts'
import { type Path, twice } from './finding.ts'
import usage from '../data/usage-words.json' with { type: 'json' }

/** Reads a comparison out of parsed JSON by its shape; each problem has its path. */
export function readComparison(value: unknown): Outcome<Comparison> {
  const parsed = Comparison.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const [first, ...rest] = parsed.error.issues.map(({ message, path }) =>
    problem(
      'assessment.shape',
      { what: message },
      path.filter((part) => typeof part !== 'symbol'),
    ),
  )
  return fail(first ?? problem('assessment.not_json'), ...rest)
}

/**
 * What keeps a comparison from being ranked, each with its path: a key twice, a unit in two groups, figures of no unit or criterion, stretches that
 * do not cover every number once, reversals of lines that are not there, and criteria that count the use of a system or the filing of traces
 * (整治形式主义为基层减负若干规定; 国办函〔2026〕12号).
 */
export function comparisonProblems(comparison: Comparison): readonly Problem[] {
  return [...schemeProblems(comparison.scheme), ...rowProblems(comparison)]
}

function schemeProblems(scheme: Scheme): readonly Problem[] {
  const units = scheme.groups.flatMap((group, at) =>
    group.units.map(({ key }, place) => ({ key, path: ['scheme', 'groups', at, 'units', place, 'key'] })),
  )
  return [
    ...twice(scheme.groups.map(({ key }, at) => ({ key, path: ['scheme', 'groups', at, 'key'] }))),
    ...twice(units),
    ...twice(scheme.criteria.map(({ key }, at) => ({ key, path: ['scheme', 'criteria', at, 'key'] }))),
    ...scheme.criteria.flatMap((criterion, at) => criterionProblems(criterion, ['scheme', 'criteria', at])),
  ]
}

/** The word by which something named counts the use of a system or the filing of traces, where there is one. */
export function usageWordIn(text: string): string | undefined {
  const low = text.toLowerCase()
  return usage.words.find((each) => low.includes(each))
}

function criterionProblems(criterion: Criterion, path: Path): readonly Problem[] {
  const { name, source = '', method, points, writtenFor = points } = criterion
  const word = usageWordIn(`${name} ${source}`)
  return [
    ...(word ? [problem('assessment.usage_criterion', { name, word }, [...path, 'name'])] : []),
    ...(compare(exact(writtenFor), ZERO) === 0 && compare(exact(points), ZERO) !== 0
      ? [problem('assessment.written_for_nothing', { name }, [...path, 'writtenFor'])]
      : []),
    ...methodProblems(method, [...path, 'method']),
  ]
}

/** What is wrong with a method: stretches that leave a number out or count it twice, bounds that cross, a step that is there twice. */
export function methodProblems(method: Method, path: Path): readonly Problem[] {
  switch (method.kind) {
    case 'steps':
      return [
        ...(compare(exact(method.per), ZERO) === 0 ? [problem('assessment.per_zero', {}, [...path, 'per'])] : []),
        ...stretchProblems(method.above, { from: method.mark, side: 1 }, [...path, 'above']),
        ...stretchProblems(method.below, { from: method.mark, side: -1 }, [...path, 'below']),
        ...boundProblems(method.least, method.most, path),
      ]
    case 'additive':
      return boundProblems(method.least, method.most, path)
    case 'step_table':
      return twice(method.steps.map(({ from }, at) => ({ key: from, path: [...path, 'steps', at, 'from'] })))
    case 'min_max':
    case 'efficacy':
      return compare(exact(method.ceiling), exact(method.floor)) > 0 && compare(exact(method.floor), ZERO) > 0
        ? []
        : [problem('assessment.floor_above', { floor: method.floor, ceiling: method.ceiling }, [...path, 'floor'])]
    case 'rank_points':
      return method.by.kind === 'table'
        ? twice(method.by.places.map(({ through }, at) => ({ key: `${through}`, path: [...path, 'by', 'places', at] })))
        : []
    default:
      return []
  }
}

/** Stretches must lead away from the mark without a step back; the last one is open, so that no number is left without a worth. */
function stretchProblems(
  stretches: readonly Stretch[],
  way: { readonly from: string; readonly side: 1 | -1 },
  path: Path,
): readonly Problem[] {
  let from = exact(way.from)
  return stretches.flatMap(({ through }, at) => {
    const isLast = at === stretches.length - 1
    if (through === null) return isLast ? [] : [problem('assessment.stretch_hides', {}, [...path, at])]
    const end = exact(through)
    const goesOn = compare(end, from) * way.side > 0
    from = end
    if (!goesOn) return [problem('assessment.stretch_back', { through }, [...path, at, 'through'])]
    return isLast ? [problem('assessment.stretch_ends', { through }, [...path, at, 'through'])] : []
  })
}

function boundProblems(least: string | null, most: string | null, path: Path): readonly Problem[] {
  return least !== null && most !== null && compare(exact(least), exact(most)) > 0
    ? [problem('assessment.bounds_cross', { least, most }, [...path, 'least'])]
    : []
}

function rowProblems({ scheme, values, entries, vetoes, explain }: Comparison): readonly Problem[] {
  const units = new Set(scheme.groups.flatMap((group) => group.units.map(({ key }) => key)))
  const criteria = new Set(scheme.criteria.map(({ key }) => key))
  const unknownUnit = (unit: string, path: Path) =>
    units.has(unit) ? [] : [problem('assessment.unknown_unit', { unit }, path)]
  const lines = new Map(entries.flatMap((each) => (each.kind === 'reversal' ? [] : [[each.id, each] as const])))
  return [
    ...values.flatMap(({ unit, criterion }, at) => [
      ...unknownUnit(unit, ['values', at, 'unit']),
      ...(criteria.has(criterion)
        ? []
        : [problem('assessment.unknown_criterion', { criterion }, ['values', at, 'criterion'])]),
    ]),
    ...twice(values.map(({ unit, criterion }, at) => ({ key: `${unit} · ${criterion}`, path: ['values', at] }))),
    ...twice(entries.map(({ id }, at) => ({ key: id, path: ['entries', at, 'id'] }))),
    ...twice(
      entries.flatMap((each, at) => (each.kind === 'reversal' ? [{ key: each.of, path: ['entries', at, 'of'] }] : [])),
    ),
    ...entries.flatMap((each, at) =>
      each.kind !== 'reversal'
        ? unknownUnit(each.unit, ['entries', at, 'unit'])
        : lines.has(each.of)
          ? []
          : [problem('assessment.unknown_line', { of: each.of }, ['entries', at, 'of'])],
    ),
    ...explain.flatMap((unit, at) => unknownUnit(unit, ['explain', at])),
    ...vetoes.flatMap(({ unit }, at) => unknownUnit(unit, ['vetoes', at, 'unit'])),
    ...twice(vetoes.map(({ unit }, at) => ({ key: unit, path: ['vetoes', at, 'unit'] }))),
  ]
}
