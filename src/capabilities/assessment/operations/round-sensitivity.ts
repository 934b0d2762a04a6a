import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { type RankedGroup, rankUnits } from '../rules/rank.ts'
import { type Shift, shiftsBetween } from '../rules/what-if.ts'
import { contestTrials } from './contest-results.ts'
import { seeRound, type SeenRound } from './round-ranking.ts'
import { readRound, type ReadRound } from './round-read.ts'

/** What a ranking hangs on: a tenth of a weight, a disputed value, one judge less. */
export const roundSensitivityOperations = [
  implement(contract.showSensitivity, async (ctx, { roundId }) => {
    const round = await readRound(ctx, roundId)
    const seen = await seeRound(ctx, round, undefined)
    const { weightTrials } = seen.ranking
    const told = tellable(seen)
    return {
      weights: weightTrials
        .map(({ criterion, change, shifts }) => ({
          criterion,
          name: nameOf(seen, criterion),
          change,
          shifts: told(shifts),
        }))
        .filter(({ shifts }) => shifts.length > 0),
      disputed: disputesOf(round, seen).map(({ shifts, ...dispute }) => ({ ...dispute, shifts: told(shifts) })),
      oneJudgeLess: (await contestTrials(ctx, round, seen.comparison)).map(({ shifts, criterion, ...trial }) => ({
        ...trial,
        criterionName: nameOf(seen, criterion),
        shifts: told(shifts),
      })),
      tried: seen.comparison.scheme.criteria.length * 2,
    }
  }),
]

/** Shifts of the units the reader sees, by name. */
function tellable({ groups }: SeenRound) {
  const names = new Map(groups.flatMap(({ places }) => places.map(({ unit, name }) => [unit, name] as const)))
  return (shifts: readonly Shift[]) =>
    shifts.flatMap(({ unit, from, to }) => {
      const unitName = names.get(unit)
      return unitName === undefined ? [] : [{ unitId: unit, unitName, from, to }]
    })
}

function nameOf({ comparison }: SeenRound, key: string): string {
  return comparison.scheme.criteria.find((criterion) => criterion.key === key)?.name ?? key
}

/** Every objection that wishes another value of a unit the reader sees, as if it were right. */
function disputesOf(round: ReadRound, seen: SeenRound) {
  const visible = new Set(seen.groups.flatMap(({ places }) => places.map(({ unit }) => unit)))
  const before = rankUnits(seen.comparison)
  return round.objections.flatMap(({ id, unit_id: unit, criterion, figure, state, printed_value, wished_value }) => {
    if (!visible.has(unit) || criterion === null || figure === null || wished_value === null) return []
    if (state !== 'open' && state !== 'rejected') return []
    return [
      {
        objectionId: id,
        unitName: round.names.get(unit) ?? '',
        criterionName: nameOf(seen, criterion),
        from: printed_value,
        to: wished_value,
        shifts: shiftsWith(seen, before, { unit, criterion, figure, value: wished_value }),
      },
    ]
  })
}

function shiftsWith(
  { comparison }: SeenRound,
  before: readonly RankedGroup[],
  trial: { readonly unit: string; readonly criterion: string; readonly figure: string; readonly value: string },
): readonly Shift[] {
  const { unit, criterion, figure, value } = trial
  const others = comparison.values.filter((each) => each.unit !== unit || each.criterion !== criterion)
  const own = comparison.values.find((each) => each.unit === unit && each.criterion === criterion)
  const values = [...others, { unit, criterion, figures: { ...own?.figures, [figure]: value } }]
  return shiftsBetween(before, rankUnits({ ...comparison, values }))
}
