import type { Day } from '../../../kernel/day.ts'
import type { Comparison, FigureOrigin, Level, Scheme, SchemeBody, SchemeFigure, VETO_GROUNDS } from '../contract.ts'

/** A number a round asks for: of a unit, for a criterion, by the figure of its method, and where it comes from. */
export interface AskedFigure {
  readonly unitId: string
  readonly criterion: string
  readonly figure: SchemeFigure
}

/** A figure as it stands: the line nobody replaced. `value` is `null` where the source says that there is none. */
export interface StandingFigure {
  readonly id: string
  readonly unitId: string
  readonly criterion: string
  readonly figure: string
  readonly value: string | null
}

/** A line of points, an excuse or a veto as kept, with the last day of the period of its round. */
export interface BesideLine {
  readonly id: string
  readonly unitId: string
  readonly kind: 'bonus' | 'deduction' | 'reversal' | 'excuse' | 'veto' | 'lift'
  readonly rule: string | null
  readonly points: string
  readonly ground: (typeof VETO_GROUNDS)[number] | null
  readonly reason: string
  readonly evidence: string
  readonly expiresOn: string | null
  readonly reverses: string | null
  readonly isOfRound: boolean
}

/**
 * The numbers a round asks for, by group, unit, criterion and figure in the order of the scheme. `scheme` is the level as it is ranked in the
 * period: criteria a season leaves out are not in it and ask for nothing.
 */
export function askedFigures(body: SchemeBody, level: Level, scheme: Scheme): readonly AskedFigure[] {
  const inForce = new Set(scheme.criteria.map(({ key }) => key))
  const criteria = (body.levels[level]?.criteria ?? []).filter(({ key }) => inForce.has(key))
  return scheme.groups.flatMap(({ units }) =>
    units.flatMap(({ key: unitId }) =>
      criteria.flatMap(({ key: criterion, figures }) => figures.map((figure) => ({ unitId, criterion, figure }))),
    ),
  )
}

/** The figures of some origin among those asked for, each with that origin. */
export function ofOrigin<K extends FigureOrigin['kind']>(asked: readonly AskedFigure[], kind: K) {
  return asked.flatMap((each) => {
    const { from } = each.figure
    return from.kind === kind ? [{ each, from: from as Extract<FigureOrigin, { readonly kind: K }> }] : []
  })
}

/**
 * The lines beside the criteria that count in a round whose period ends on `periodEnd`: its own, and those of earlier rounds of the level whose
 * evidence is good until then or longer. A line without an expiry counts in its own round alone; one that expired before counts nowhere. What
 * takes a line back counts wherever the line does.
 */
export function linesInForce<L extends BesideLine>(lines: readonly L[], periodEnd: Day): readonly L[] {
  const isGood = ({ expiresOn, isOfRound }: L) => (expiresOn === null ? isOfRound : expiresOn >= periodEnd)
  const kept = lines.filter((line) => line.reverses === null && isGood(line))
  const known = new Set(kept.map(({ id }) => id))
  return [...kept, ...lines.filter(({ reverses }) => reverses !== null && known.has(reverses))]
}

/** What a round's ranking is made of, in the words of the engine. */
export interface RoundFacts {
  readonly scheme: Scheme
  readonly figures: readonly StandingFigure[]
  readonly lines: readonly BesideLine[]
  /** Places in the period before, by unit. */
  readonly before: ReadonlyMap<string, number>
}

/**
 * The comparison of a round: what `rankingOf` ranks and what is exported. Derived, never kept apart from the lines it is made of: numbers in the
 * order of the scheme, of its units and criteria alone; a unit is under a veto while one of its vetoes is not lifted (the first names the
 * ground); a value that is `null` is left out, so that the engine tells it as missing.
 */
export function comparisonOf({ scheme, figures, lines, before }: RoundFacts): Comparison {
  const units = scheme.groups.flatMap((group) => group.units.map(({ key }) => key))
  const known = new Set(units)
  const byCell = new Map<string, Record<string, string>>()
  for (const { unitId, criterion, figure, value } of figures) {
    if (value === null) continue
    const cell = `${unitId} ${criterion}`
    byCell.set(cell, { ...byCell.get(cell), [figure]: value })
  }
  const ofUnits = lines.filter(({ unitId }) => known.has(unitId))
  const lifted = new Set(ofUnits.flatMap((line) => (line.kind === 'lift' ? [line.reverses] : [])))
  const vetoes = new Map(
    ofUnits
      .flatMap(({ id, kind, unitId, ground, evidence }) =>
        kind === 'veto' && ground && !lifted.has(id) ? [{ unit: unitId, ground, document: evidence }] : [],
      )
      .toReversed()
      .map((veto) => [veto.unit, veto]),
  )
  return {
    scheme,
    values: units.flatMap((unit) =>
      scheme.criteria.flatMap(({ key: criterion }) => {
        const own = byCell.get(`${unit} ${criterion}`)
        return own ? [{ unit, criterion, figures: own }] : []
      }),
    ),
    entries: entriesOf(ofUnits),
    vetoes: units.flatMap((unit) => vetoes.get(unit) ?? []),
    before: Object.fromEntries(units.flatMap((unit) => (before.has(unit) ? [[unit, before.get(unit) ?? 1]] : []))),
    explain: [],
  }
}

function entriesOf(lines: readonly BesideLine[]): Comparison['entries'] {
  const points = new Set(lines.flatMap(({ id, kind }) => (kind === 'bonus' || kind === 'deduction' ? [id] : [])))
  return lines.flatMap(
    ({ id, kind, unitId, rule, points: worth, reason, evidence, reverses }): Comparison['entries'] => {
      if (kind === 'bonus' || kind === 'deduction')
        return [{ kind, id, unit: unitId, ...(rule ? { rule } : {}), points: worth, reason, evidence }]
      if (kind === 'reversal' && reverses && points.has(reverses)) return [{ kind, id, of: reverses, reason, evidence }]
      return []
    },
  )
}

/** Units that an excuse keeps off a black list: those with one that is not taken back. */
export function excusedUnits(lines: readonly BesideLine[]): ReadonlySet<string> {
  const reversed = new Set(lines.map(({ reverses }) => reverses))
  return new Set(lines.flatMap(({ id, kind, unitId }) => (kind === 'excuse' && !reversed.has(id) ? [unitId] : [])))
}
