import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../../../kernel/day.ts'
import { counted } from '../../../kernel/figure-rules.ts'
import { lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import { addUp, earlierDay, type FigureTeller, type ListTeller, ofUnits, tellList } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, unitsBelow } from '../../organisation/public.ts'
import type { Factor, NeedState } from '../contract.ts'
import { needFigureWords, needListWords } from '../messages/figures.zh-CN.ts'
import { needFigureWords as figuresInEnglish, needListWords as listsInEnglish } from '../messages/figures.en.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { amountOf } from '../rules/amounts.ts'
import { isLate, type LedgerLine, stateOf, tallyOf, uncoveredOf } from '../rules/needs.ts'
import { listLinesBefore, listNeedsOfYear } from '../store/figures.ts'
import { projectsById } from './scope.ts'

/** Lists are told as a Chinese paper prints them. */
const zh = projectSupportMessages['zh-CN']

/** A need as it stood at the end of a period, by its ledger. `uncovered` is in smallest parts of the factor's unit. */
interface ToldNeed {
  readonly projectId: string
  readonly factor: Factor
  readonly unitId: string
  readonly neededOn: Day | null
  readonly state: NeedState
  readonly uncovered: number
  readonly isLate: boolean
}

/** States in which a need waits for the unit that answers for its factor. */
const WAITING: readonly NeedState[] = ['asked', 'verified', 'partly_covered']
const MET: readonly NeedState[] = ['covered', 'delivered']
const isOpen = ({ state }: ToldNeed) => WAITING.includes(state)

/** The figures of what projects need, by the unit that answers for the factor. */
export const projectSupportFigures: readonly FigureTeller[] = addUp<ToldNeed>({
  figures: {
    'project_support.needs_open': { unit: 'count', rule: counted(isOpen) },
    'project_support.needs_overdue': { unit: 'count', rule: counted((need) => need.isLate) },
    'project_support.needs_covered': { unit: 'count', rule: counted(({ state }) => MET.includes(state)) },
  },
  words: { 'zh-CN': needFigureWords, en: figuresInEnglish },
  read: needsAtEnd,
  unitOf: ({ unitId }) => unitId,
  unitsBelow,
  path: (id, period) => {
    const search = new URLSearchParams({ year: String(periodYear(period)) })
    for (const state of id === 'project_support.needs_covered' ? MET : WAITING) search.append('state', state)
    return `/factor-needs?${search}`
  },
})

/** The list of needs that wait to be covered. */
export const projectSupportLists: readonly ListTeller[] = [
  tellList({
    id: 'project_support.open_needs',
    columns: {
      project: 'text',
      factor: 'text',
      amount: 'text',
      unit: 'text',
      needed_on: 'day',
      days_late: 'days',
      state: 'text',
    },
    words: { 'zh-CN': needListWords, en: listsInEnglish },
    unitsBelow,
    rows: async (ctx, period, units) => {
      const until = earlierDay(lastDay(period), dayOf(ctx.now))
      const open = ofUnits((await needsAtEnd(ctx, period)).filter(isOpen), units, ({ unitId }) => unitId)
      const projects = await projectsById(
        ctx,
        open.map(({ projectId }) => projectId),
      )
      const names = await namesOfUnits(
        ctx,
        open.map(({ unitId }) => unitId),
      )
      return open.map((need) => ({
        project: projects.get(need.projectId)?.name ?? '',
        factor: zh.factors[need.factor],
        amount: `${amountOf(need.factor, need.uncovered)}${zh.units[need.factor]}`,
        unit: names.get(need.unitId)?.shortName ?? '',
        needed_on: need.neededOn,
        days_late: need.isLate && need.neededOn !== null ? String(daysBetween(need.neededOn, until)) : null,
        state: zh.states[need.state],
      }))
    },
  }),
]

/** The needs of a period's year as they stood at its end, or stand now where it runs. */
async function needsAtEnd(ctx: OperationContext, period: Period): Promise<readonly ToldNeed[]> {
  const year = periodYear(period)
  const end = startOfDay(addDays(lastDay(period), 1))
  const before = end < ctx.now ? end : ctx.now
  const today = earlierDay(addDays(lastDay(period), 1), dayOf(ctx.now))
  const lines = new Map<string, LedgerLine[]>()
  for (const row of await listLinesBefore(ctx, year, before)) {
    const line = { id: row.id, kind: row.kind, parts: row.amount, reversesId: row.reverses_id }
    lines.set(row.need_id, [...(lines.get(row.need_id) ?? []), line])
  }
  return (await listNeedsOfYear(ctx, year)).flatMap((row): readonly ToldNeed[] => {
    const own = lines.get(row.id)
    if (!own) return []
    const tally = tallyOf(own)
    const state = stateOf(tally, row.withdrawn_at !== null && row.withdrawn_at < before)
    const neededOn = row.needed_on as Day | null
    return [
      {
        projectId: row.project_id,
        factor: row.factor,
        unitId: row.unit_id,
        neededOn,
        state,
        uncovered: uncoveredOf(tally),
        isLate: isLate(state, neededOn, today),
      },
    ]
  })
}
