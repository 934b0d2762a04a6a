import { add, compare, exact, type Exact, toDecimal, ZERO } from '../../../kernel/exact.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { explainPoints } from '../rules/explain-points.ts'
import { type Step, step } from '../rules/explain-step.ts'
import { targetKeysOf } from '../rules/method-targets.ts'
import { figuresOf } from '../rules/rank.ts'
import { leversOf } from '../rules/what-if.ts'
import { type FigureRow, standing } from '../store/round-figures.ts'
import { figureLine } from './round-figures.ts'
import { placeOf, type RankedRound, seeRound } from './round-ranking.ts'
import { readRound, type ReadRound } from './round-read.ts'
import { signatureMark } from './round-view.ts'

/** Every point of a unit, down to the line it came from and who signed for it. */
export const roundExplainOperations = [
  implement(contract.explainUnit, async (ctx, { roundId, unitId, edition }) => {
    const round = await readRound(ctx, roundId)
    const seen = await seeRound(ctx, round, edition)
    const group = seen.groups.find(({ places }) => places.some(({ unit }) => unit === unitId))
    if (!group) return refuse('not_found', problem('record.not_found'))
    const at = group.places.findIndex(({ unit }) => unit === unitId)
    return {
      place: placeOf(ctx, seen, group.places, at),
      group: group.group,
      groupName: group.name,
      criteria: explainCriteria(round, seen, { unitId, group: group.group, withLevers: true }),
      beside: besideOf(round, seen.comparison, unitId).map(reasonOf),
      edition: seen.edition?.edition ?? null,
    }
  }),
]

/** Every criterion of a unit explained; levers only where they are asked for, since each is searched for. */
export function explainCriteria(
  round: ReadRound,
  ranked: RankedRound,
  { unitId, group, withLevers }: { readonly unitId: string; readonly group: string; readonly withLevers: boolean },
): contract.CriterionExplanation[] {
  const { comparison, edition } = ranked
  const units = comparison.scheme.groups.find(({ key }) => key === group)?.units ?? []
  const at = units.findIndex(({ key }) => key === unitId)
  const figures = figuresOf(comparison)
  const levers = withLevers ? leversOf(comparison, unitId) : []
  const lines = linesOf(round, edition?.settled_at).filter((each) => each.unit_id === unitId)
  const current = new Set(standing(lines).map(({ id }) => id))
  const place = ranked.ranking.groups.flatMap(({ places }) => places).find(({ unit }) => unit === unitId)
  return comparison.scheme.criteria.map((criterion) => {
    const read = round.criteria.find(({ body }) => body.key === criterion.key)
    const named = new Map(read?.body.figures.map((each) => [each.key, each]))
    const nameOf = (key: string) => named.get(key)?.name ?? key
    const own = lines.filter((each) => each.criterion === criterion.key)
    const scored = place?.criteria.find((each) => each.criterion === criterion.key)
    return {
      criterion: criterion.key,
      name: criterion.name,
      points: criterion.points,
      state: scored?.state ?? 'missing',
      given: scored?.points ?? '0',
      method: criterion.method.kind,
      steps: explainPoints(
        criterion,
        units.map(({ key }) => figures(key, criterion.key)),
        at,
        { nameOf, rounding: comparison.scheme.rounding },
      ).map(reasonOf),
      targets: [...targetKeysOf(criterion.method)],
      inputs: own
        .filter(({ id }) => current.has(id))
        .map((each) => ({
          ...figureLine(round, each, true),
          figureName: nameOf(each.figure),
          unitText: each.source?.unitText ?? (named.get(each.figure)?.unit || null),
        })),
      replaced: own.filter(({ id }) => !current.has(id)).map((each) => figureLine(round, each, false)),
      signature: read ? signatureMark(round, read) : null,
      sourceUnitName: criterion.source ?? null,
      levers: levers
        .filter((each) => each.criterion === criterion.key)
        .map(({ figure, from, to }) => ({ figure, figureName: nameOf(figure), from, to })),
    }
  })
}

/** The lines there were when an edition was settled; all of them where none was. */
function linesOf({ lines }: ReadRound, settledAt: Date | undefined): readonly FigureRow[] {
  return settledAt === undefined ? lines : lines.filter((each) => each.created_at <= settledAt)
}

/** How bonuses and deductions were counted: what each rule's cap and the cap of all bonuses let through. */
function besideOf(round: ReadRound, { scheme, entries }: contract.Comparison, unitId: string): readonly Step[] {
  const reversed = new Set(entries.flatMap((each) => (each.kind === 'reversal' ? [each.of] : [])))
  const own = entries.flatMap((each) =>
    each.kind !== 'reversal' && each.unit === unitId && !reversed.has(each.id) ? [each] : [],
  )
  const sumOf = (points: readonly { readonly points: string }[]): Exact =>
    points.reduce((sum, each) => add(sum, exact(each.points)), ZERO)
  const text = (value: Exact) => toDecimal(value, scheme.decimals)
  const steps: Step[] = []
  for (const kind of ['bonus', 'deduction'] as const) {
    const lines = own.filter((each) => each.kind === kind)
    if (lines.length === 0) continue
    const code = kind === 'bonus' ? 'bonus_lines' : 'deduction_lines'
    steps.push(step(code, { count: lines.length, points: text(sumOf(lines)) }))
    let counted = sumOf(lines.filter(({ rule }) => !scheme.extras.some(({ key }) => key === rule)))
    for (const { key, most } of scheme.extras) {
      const worth = sumOf(lines.filter(({ rule }) => rule === key))
      const isCut = compare(worth, exact(most)) > 0
      counted = add(counted, isCut ? exact(most) : worth)
      const name = round.level.extras.find((extra) => extra.key === key)?.name ?? key
      if (isCut) steps.push(step('rule_cap', { name, points: text(worth), most }))
    }
    if (kind === 'bonus' && scheme.bonusCap !== null && compare(counted, exact(scheme.bonusCap)) > 0)
      steps.push(step('bonus_cap', { points: text(counted), most: scheme.bonusCap }))
  }
  return steps
}

function reasonOf({ code, params }: Step): contract.Reason {
  return { code, params: { ...params } }
}
