import { addDays, type Day, dayOf, daysBetween, startOfDay } from '../../../kernel/day.ts'
import { figureText } from '../../../kernel/figure-rules.ts'
import type { FigureId } from '../../../kernel/figures.ts'
import { firstDay, lastDay, type Period } from '../../../kernel/period.ts'
import {
  addUp,
  type FigureTeller,
  type ListTeller,
  type ListTelling,
  ofUnits,
  tellList,
} from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, unitsBelow } from '../../organisation/public.ts'
import { loopCellWords, loopFigureWords, loopListWords } from '../messages/figures.zh-CN.ts'
import { loopFigureWords as figuresInEnglish, loopListWords as listsInEnglish } from '../messages/figures.en.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { isOverdueAt, LOOP_FIGURES, type LoopFact } from '../rules/figures.ts'
import { daysLate, standingOfPromise } from '../rules/meetings.ts'
import * as store from '../store/figures.ts'
import { groupedBy } from './grouped.ts'

/** Lists are told as a Chinese paper prints them. */
const zh = obstaclesMessages['zh-CN']
const LIST_WORDS = { 'zh-CN': loopListWords, en: listsInEnglish }

/** The figures of the closed loop: what was raised, assigned and closed in a period, what stood at its end, and promises kept. */
export const obstaclesFigures: readonly FigureTeller[] = addUp<LoopFact>({
  figures: LOOP_FIGURES,
  words: { 'zh-CN': loopFigureWords, en: figuresInEnglish },
  read: readFacts,
  unitOf: ({ unitId }) => unitId,
  unitsBelow,
  path: pathOf,
})

async function readFacts(ctx: OperationContext, period: Period): Promise<readonly LoopFact[]> {
  const stretch = stretchOf(ctx, period)
  const raised = await store.listRaised(ctx, stretch)
  const assigned = await store.listAssigned(ctx, stretch)
  const closed = await store.listClosed(ctx, stretch)
  const standing = await store.listStanding(ctx, stretch.until)
  return [
    ...raised.map((row): LoopFact => ({ kind: 'raised', unitId: row.proposer_unit_id })),
    ...assigned.map((row): LoopFact => ({ kind: 'assigned', unitId: row.lead_unit_id })),
    ...closed.map(
      (row): LoopFact => ({
        kind: 'closing',
        unitId: row.lead_unit_id,
        usedDays: row.used_days,
        isLate: row.is_late,
        isFalse: row.false_at !== null,
      }),
    ),
    ...standing.map(
      (row): LoopFact => ({
        kind: 'standing',
        unitId: row.lead_unit_id,
        state: row.state,
        isOverdue: isOverdueAt(row, stretch.until),
      }),
    ),
    ...(await promisesIn(ctx, period)).map(
      ({ row, standing: became }): LoopFact => ({ kind: 'promise', unitId: row.unit_id, standing: became }),
    ),
  ]
}

/** The instants of a period; of one that runs, up to now. */
function stretchOf(ctx: OperationContext, period: Period): store.Stretch {
  const end = startOfDay(addDays(lastDay(period), 1))
  return { from: startOfDay(firstDay(period)), until: end < ctx.now ? end : ctx.now }
}

async function promisesIn(ctx: OperationContext, period: Period) {
  const rows = await store.listPromisesDue(ctx, { from: firstDay(period), to: lastDay(period) })
  return rows.flatMap((row) => {
    const standing = standingOfPromise({ state: row.state, dueOn: row.due_on }, dayOf(ctx.now))
    return standing === null ? [] : [{ row, standing }]
  })
}

function pathOf(id: FigureId, period: Period, unitIds: readonly string[] | null): `/${string}` {
  const [from, to] = [firstDay(period), lastDay(period)]
  const search = (key: string, more: Readonly<Record<string, string>>) => {
    const params = new URLSearchParams(more)
    for (const unitId of unitIds ?? []) params.append(key, unitId)
    return params
  }
  if (id.startsWith('obstacles.promise')) return `/promises?${search('unitId', { dueFrom: from, dueTo: to })}`
  if (id === 'obstacles.raised')
    return `/obstacles?${search('proposerUnitId', { view: 'all', reportedFrom: from, reportedTo: to })}`
  const view = { 'obstacles.open': 'open', 'obstacles.overdue': 'overdue', 'obstacles.assigned': 'all' }[id as string]
  return `/obstacles?${search('unitId', { view: view ?? 'closed' })}`
}

const COLUMNS = {
  overdue: {
    number: 'text',
    title: 'text',
    subject: 'text',
    lead: 'text',
    tier: 'text',
    due_on: 'day',
    days_late: 'days',
    state: 'text',
  },
  closed: {
    number: 'text',
    title: 'text',
    subject: 'text',
    lead: 'text',
    closed_on: 'day',
    days: 'days',
    on_time: 'text',
  },
  units: {
    unit: 'text',
    assigned: 'count',
    closed: 'count',
    on_time: 'ratio',
    open: 'count',
    overdue: 'count',
  },
  promises: { action: 'text', owner: 'text', unit: 'text', due_on: 'day', standing: 'text', days_late: 'days' },
} as const

/** The lists of the closed loop: what is overdue, what was closed, units by what they settled, promises that were due. */
export const obstaclesLists: readonly ListTeller[] = [
  listOf('obstacles.overdue_items', COLUMNS.overdue, overdueRows),
  listOf('obstacles.closed_items', COLUMNS.closed, closedRows),
  listOf('obstacles.units', COLUMNS.units, unitRows),
  listOf('obstacles.due_promises', COLUMNS.promises, promiseRows),
]

function listOf(id: FigureId, columns: ListTelling['columns'], rows: ListTelling['rows']): ListTeller {
  return tellList({ id, columns, words: LIST_WORDS, unitsBelow, rows })
}

async function overdueRows(ctx: OperationContext, period: Period, units: readonly string[] | null) {
  const { until } = stretchOf(ctx, period)
  const rows = ofUnits(await store.listStanding(ctx, until), units, (row) => row.lead_unit_id)
  const overdue = rows.filter((row) => isOverdueAt(row, until))
  const names = await namesOfUnits(
    ctx,
    overdue.map((row) => row.lead_unit_id),
  )
  return overdue.map((row) => {
    const dueOn = row.due_at === null ? null : dayOf(row.due_at)
    return {
      number: row.number ?? '',
      title: row.title,
      subject: row.subject_title,
      lead: (row.lead_unit_id && names.get(row.lead_unit_id)?.shortName) || '',
      tier: row.tier === null ? '' : (zh.items.tierNames[row.tier] ?? ''),
      due_on: dueOn,
      days_late: dueOn === null ? null : String(daysBetween(dueOn, dayOf(until))),
      state: zh.items.states[row.state],
    }
  })
}

async function closedRows(ctx: OperationContext, period: Period, units: readonly string[] | null) {
  const rows = ofUnits(await store.listClosed(ctx, stretchOf(ctx, period)), units, (row) => row.lead_unit_id)
  const closed = rows.filter((row) => row.false_at === null)
  const names = await namesOfUnits(
    ctx,
    closed.map((row) => row.lead_unit_id),
  )
  return closed.map((row) => ({
    number: row.number ?? '',
    title: row.title,
    subject: row.subject_title,
    lead: names.get(row.lead_unit_id)?.shortName ?? '',
    closed_on: dayOf(row.closed_at),
    days: String(row.used_days),
    on_time: row.is_late ? loopCellWords.late : loopCellWords.inTime,
  }))
}

async function unitRows(ctx: OperationContext, period: Period, units: readonly string[] | null) {
  const facts = (await readFacts(ctx, period)).filter(({ kind }) => kind !== 'raised' && kind !== 'promise')
  const groups = [
    ...groupedBy(
      ofUnits(facts, units, ({ unitId }) => unitId),
      ({ unitId }) => unitId,
    ),
  ]
  const names = await namesOfUnits(
    ctx,
    groups.map(([unitId]) => unitId),
  )
  return groups
    .flatMap(([unitId, own]) => (unitId === null ? [] : [{ unit: names.get(unitId)?.shortName ?? '', own }]))
    .toSorted((one, other) => (one.unit < other.unit ? -1 : 1))
    .map(({ unit, own }) => {
      const told = (figure: keyof typeof LOOP_FIGURES) => figureText(LOOP_FIGURES[figure].rule(own).value)
      return {
        unit,
        assigned: told('obstacles.assigned'),
        closed: told('obstacles.closed'),
        on_time: told('obstacles.closed_on_time'),
        open: told('obstacles.open'),
        overdue: told('obstacles.overdue'),
      }
    })
}

async function promiseRows(ctx: OperationContext, period: Period, units: readonly string[] | null) {
  const today = dayOf(ctx.now)
  const promises = ofUnits(await promisesIn(ctx, period), units, ({ row }) => row.unit_id)
  const names = await namesOfUnits(
    ctx,
    promises.map(({ row }) => row.unit_id),
  )
  return promises.map(({ row, standing }) => ({
    action: row.action,
    owner: row.owner_text,
    unit: (row.unit_id && names.get(row.unit_id)?.shortName) || '',
    due_on: row.due_on,
    standing: zh.meetings.standings[standing],
    days_late: String(daysLate({ dueOn: row.due_on as Day, keptOn: row.kept_on as Day | null, standing }, today)),
  }))
}
