import type { Period } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type ContestResult, contestResults, contestWithoutOneJudge } from '../../contests/public.ts'
import type { Comparison, FigureSource } from '../contract.ts'
import { rankUnits } from '../rules/rank.ts'
import { type AskedFigure, ofOrigin } from '../rules/round-comparison.ts'
import { type Shift, shiftsBetween } from '../rules/what-if.ts'
import type { ReadRound } from './round-read.ts'

/** The fewest voters of whom one can be left out with anything to be learnt. */
const FEWEST = 2

/**
 * What published observations and arenas that count for a period gave each unit. Where several of a kind count, the one published last stands: what
 * came before it was shown and judged again.
 */
export async function contestFigures(
  ctx: OperationContext,
  period: Period,
  asked: readonly AskedFigure[],
): Promise<readonly { readonly asked: AskedFigure; readonly value: string | null; readonly source: FigureSource }[]> {
  const wanted = ofOrigin(asked, 'contest')
  if (wanted.length === 0) return []
  const results = await contestResults(ctx, period)
  return wanted.map(({ each, from }) => {
    const contest = lastOf(results, from.contest)
    const own = contest?.units.find(({ unitId }) => unitId === each.unitId)
    const value = own === undefined ? null : from.what === 'score' ? own.score : String(own.place)
    return {
      asked: each,
      value,
      source: {
        ref: `contest.${from.contest}.${from.what}`,
        period,
        asOf: contest?.finalisedOn ?? null,
        rows: contest ? 1 : null,
        path: contest?.path ?? null,
        unitText: null,
      },
    }
  })
}

/** How places move for each criterion a contest feeds, with one of its judges less: every place that moves in any of the trials, at its farthest. */
export async function contestTrials(
  ctx: OperationContext,
  round: ReadRound,
  comparison: Comparison,
): Promise<
  readonly {
    readonly criterion: string
    readonly contest: string
    readonly trials: number
    readonly shifts: readonly Shift[]
  }[]
> {
  const fed = round.criteria.filter(({ body }) => body.figures.some(({ from }) => from.kind === 'contest'))
  if (fed.length === 0) return []
  const results = await contestResults(ctx, round.period)
  const before = rankUnits(comparison)
  const trials = []
  for (const { body } of fed) {
    const kinds = new Set(body.figures.flatMap(({ from }) => (from.kind === 'contest' ? [from.contest] : [])))
    for (const kind of kinds) {
      const contest = lastOf(results, kind)
      const without = contest ? await contestWithoutOneJudge(ctx, contest.id) : []
      if (!contest || without.length < FEWEST) continue
      const shifts = without.flatMap((units) =>
        shiftsBetween(
          before,
          rankUnits(withContest(comparison, { criterion: body.key, figures: body.figures, kind, units })),
        ),
      )
      trials.push({ criterion: body.key, contest: contest.name, trials: without.length, shifts: farthest(shifts) })
    }
  }
  return trials
}

function lastOf(results: readonly ContestResult[], kind: ContestResult['kind']): ContestResult | undefined {
  return results
    .filter((each) => each.kind === kind)
    .toSorted((one, other) => (one.finalisedOn < other.finalisedOn ? -1 : 1))
    .at(-1)
}

function withContest(
  comparison: Comparison,
  trial: {
    readonly criterion: string
    readonly figures: ReadRound['criteria'][number]['body']['figures']
    readonly kind: ContestResult['kind']
    readonly units: ContestResult['units']
  },
): Comparison {
  const given = new Map(trial.units.map((each) => [each.unitId, each]))
  const values = comparison.values.map((value) => {
    const unit = given.get(value.unit)
    if (value.criterion !== trial.criterion || !unit) return value
    const tried = trial.figures.flatMap(({ key, from }) =>
      from.kind === 'contest' && from.contest === trial.kind
        ? [[key, from.what === 'score' ? unit.score : String(unit.place)] as const]
        : [],
    )
    return { ...value, figures: { ...value.figures, ...Object.fromEntries(tried) } }
  })
  return { ...comparison, values }
}

/** Of several shifts of a unit the one that leads farthest. */
function farthest(shifts: readonly Shift[]): readonly Shift[] {
  const found = new Map<string, Shift>()
  const way = ({ from, to }: Shift) => Math.abs((to ?? 0) - (from ?? 0))
  for (const shift of shifts) {
    const so = found.get(shift.unit)
    if (!so || way(shift) > way(so)) found.set(shift.unit, shift)
  }
  return [...found.values()]
}
