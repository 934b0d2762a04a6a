import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { listTenants, namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { originsOf } from '../rules/lineage.ts'
import {
  differencesOf,
  groupedBy,
  groupKey,
  groupOrder,
  type ListProgress,
  onceEach,
  placeOnList,
  tallyOf,
} from '../rules/lists.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { statisticsSheet } from '../sheets.ts'
import { listLinks } from '../store/lineage.ts'
import * as lists from '../store/lists.ts'
import { linkOf } from './duplicates.ts'

type Counted = Awaited<ReturnType<typeof lists.listCounted>>[number]
type Frozen = Awaited<ReturnType<typeof lists.listFrozen>>[number]

const listAll = implement(contract.listFrozenLists, async (ctx) => ({
  items: (await lists.listFrozen(ctx)).map(frozenOf),
}))

const freeze = implement(contract.freezeList, async (ctx, { level, year, note }) => {
  const frozen = await freezeAsItStands(ctx, { level, year, note })
  if (frozen === 'empty') return refuse('rule_broken', problem('key_projects.list_empty', { level, year }))
  if (frozen === 'before') return refuse('rule_broken', problem('key_projects.list_frozen_before', { level, year }))
  return frozen
})

/** Freezes the list of a level and year as it stands, unless it is empty or was frozen before. */
export async function freezeAsItStands(
  ctx: OperationContext,
  { level, year, note }: { readonly level: contract.ListLevel; readonly year: number; readonly note: string },
): Promise<{ readonly id: string; readonly count: number } | 'empty' | 'before'> {
  const id = newId(ctx.now)
  const rows = await lists.listCounted(ctx, year, [])
  const entries = listToday(rows, level, year)
  if (entries.length === 0) return 'empty'
  const isNew = await lists.insertFrozen(
    ctx,
    {
      id,
      level,
      year,
      note,
      frozen_on: dayOf(ctx.now),
      frozen_at: ctx.now,
      person_id: ctx.actor.personId,
      person_name: ctx.actor.name,
    },
    entries.map((entry) => ({
      project_id: entry.projectId,
      list_class: entry.listClass,
      category: entry.category,
      industry_code: entry.industryCode,
      unit_id: entry.unitId,
      total_investment: entry.totalInvestment,
      year_plan: entry.yearPlan,
    })),
  )
  if (!isNew) return 'before'
  ctx.announce('key_projects.list_was_frozen', {
    subject: { kind: 'key_project_list', id },
    after: { level, year, count: entries.length },
  })
  return { id, count: entries.length }
}

const compare = implement(contract.compareList, async (ctx, { listId }) => {
  const list = orNotFound((await lists.listFrozen(ctx)).find((each) => each.id === listId))
  const stored = (await lists.listEntries(ctx, [listId])).map(entryOf)
  const rows = await lists.listCounted(
    ctx,
    list.year,
    stored.map((each) => each.projectId),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const frozen = stored.filter((each) => byId.has(each.projectId))
  const today = listToday(rows, list.level, list.year)
  const reasons = groupedBy(await lists.listAdjustments(ctx, listId), (each) => `${each.project_id} ${each.kind}`)
  const differences = differencesOf(frozen, today).map((each) => ({
    ...each,
    number: byId.get(each.projectId)?.number ?? '',
    name: byId.get(each.projectId)?.name ?? '',
    reasons: (reasons.get(`${each.projectId} ${each.kind}`) ?? []).map(({ reason, at, person_name }) => ({
      reason,
      at: at.toISOString(),
      personName: person_name,
    })),
  }))
  const about = { year: list.year, today: dayOf(ctx.now) }
  const progress = progressOf(rows)
  return {
    list: frozenOf(list),
    frozen: tallyOf(frozen, progress, about),
    adjusted: tallyOf(today, progress, about),
    differences,
    unexplained: differences.filter((each) => each.reasons.length === 0).length,
  }
})

const summarise = implement(contract.summariseLists, summaryOf)

/** The statistics of a year's lists as a workbook, as they stand on the page. */
const exportSummary = implement(contract.exportListStatistics, async (ctx, asked) => {
  const summary = await summaryOf(ctx, asked)
  const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
  const today = dayOf(ctx.now)
  const bytes = await writeWorkbook([statisticsSheet(region?.name ?? '', asked, summary, today)])
  const { title } = keyProjectsMessages['zh-CN'].lists
  return { name: `${title}-${asked.year}-${today}.xlsx`, type: contract.exportListStatistics.fileOut ?? '', bytes }
})

interface AskedSummary {
  readonly year: number
  readonly level?: contract.ListLevel | undefined
  readonly by: contract.StatisticsGroup
}

async function summaryOf(ctx: OperationContext, { year, level, by }: AskedSummary) {
  const levels = contract.LIST_LEVELS.filter((each) => level === undefined || each === level)
  const kept = (await lists.listFrozen(ctx)).filter((each) => each.year === year && levels.includes(each.level))
  const stored = await lists.listEntries(
    ctx,
    kept.map((each) => each.id),
  )
  const rows = await lists.listCounted(
    ctx,
    year,
    stored.map((each) => each.project_id),
  )
  const inScope = new Set(rows.map((row) => row.id))
  const frozenOfLevel = (each: contract.ListLevel) => {
    const list = kept.find((frozen) => frozen.level === each)
    return list && stored.filter((entry) => entry.list_id === list.id && inScope.has(entry.project_id)).map(entryOf)
  }
  const today = levels.map((each) => ({ level: each, entries: listToday(rows, each, year) }))
  const frozen = levels.flatMap((each) => {
    const entries = frozenOfLevel(each)
    return entries ? [{ level: each, entries }] : []
  })
  const about = { year, today: dayOf(ctx.now) }
  const progress = progressOf(rows)
  const tally = (entries: readonly contract.ListedProject[]) => tallyOf(entries, progress, about)
  const adjustedAll = onceEach(today.map((each) => each.entries))
  const frozenAll = onceEach(frozen.map((each) => each.entries))
  // A part of the lists is no denominator for all of them.
  const isFrozen =
    frozen.length > 0 &&
    today.every(({ level: each, entries }) => entries.length === 0 || frozenOfLevel(each) !== undefined)
  const rowOf = (
    key: string,
    one: readonly contract.ListedProject[],
    other: readonly contract.ListedProject[] | null,
  ) => ({
    key,
    name: null as string | null,
    adjusted: tally(one),
    frozen: other && tally(other),
  })
  const groups = by === 'level' ? levelRows() : groupRows(by)
  const named =
    by === 'unit'
      ? await namesOfUnits(
          ctx,
          groups.map((each) => each.key),
        )
      : undefined
  return {
    whole: { ...rowOf('', adjustedAll, isFrozen ? frozenAll : null), origins: await originsAmong(ctx, adjustedAll) },
    rows: groups
      .toSorted((one, other) => groupOrder(by, one.key).localeCompare(groupOrder(by, other.key)))
      .map((each) => ({ ...each, name: named?.get(each.key)?.name ?? null })),
    frozenLists: kept.map((each) => ({ id: each.id, level: each.level, frozenOn: each.frozen_on as Day })),
    latestAsOf: latestOf(rows, year),
  }

  function levelRows() {
    return today
      .filter(({ entries, level: each }) => entries.length > 0 || frozenOfLevel(each) !== undefined)
      .map(({ level: each, entries }) => rowOf(each, entries, frozenOfLevel(each) ?? null))
  }

  function groupRows(group: Exclude<contract.StatisticsGroup, 'level'>) {
    const ofToday = groupedBy(adjustedAll, (entry) => groupKey(entry, group))
    const ofFrozen = groupedBy(frozenAll, (entry) => groupKey(entry, group))
    return [...new Set([...ofToday.keys(), ...ofFrozen.keys()])].map((key) =>
      rowOf(key, ofToday.get(key) ?? [], isFrozen ? (ofFrozen.get(key) ?? []) : null),
    )
  }
}

async function originsAmong(ctx: OperationContext, entries: readonly contract.ListedProject[]): Promise<number> {
  const originOf = originsOf((await listLinks(ctx)).map(linkOf))
  return new Set(entries.map((entry) => originOf(entry.projectId))).size
}

function latestOf(rows: readonly Counted[], year: number): string | null {
  const periods = rows.flatMap((row) => (row.invested_as_of?.startsWith(String(year)) ? [row.invested_as_of] : []))
  return periods.toSorted().at(-1) ?? null
}

function listToday(rows: readonly Counted[], level: contract.ListLevel, year: number) {
  return rows
    .filter((row) => row.withdrawn_at === null)
    .flatMap((row) => {
      const place = placeOnList(
        row.id,
        {
          memberships: row.memberships,
          planYear: row.plan_year,
          category: row.category as contract.ListedProject['category'],
          industryCode: row.industry_code,
          unitId: row.unit_id,
          totalInvestment: row.total_investment as contract.ListedProject['totalInvestment'],
          yearPlan: row.year_plan as contract.ListedProject['yearPlan'],
        },
        level,
        year,
      )
      return place ? [place] : []
    })
}

function entryOf(row: Awaited<ReturnType<typeof lists.listEntries>>[number]): contract.ListedProject {
  return {
    projectId: row.project_id,
    listClass: row.list_class as contract.ListedProject['listClass'],
    category: row.category as contract.ListedProject['category'],
    industryCode: row.industry_code,
    unitId: row.unit_id,
    totalInvestment: row.total_investment as contract.ListedProject['totalInvestment'],
    yearPlan: row.year_plan as contract.ListedProject['yearPlan'],
  }
}

function frozenOf(row: Frozen): contract.FrozenList {
  return {
    id: row.id,
    level: row.level,
    year: row.year,
    frozenOn: row.frozen_on as Day,
    personName: row.person_name,
    note: row.note,
    count: row.count,
    yearPlan: row.year_plan as contract.FrozenList['yearPlan'],
  }
}

function progressOf(rows: readonly Counted[]): (id: string) => ListProgress | undefined {
  const byId = new Map(
    rows.map((row) => [
      row.id,
      {
        stage: row.stage,
        stageLeft: row.stage_left,
        plannedStartOn: row.planned_start_on,
        investedThisYear: row.invested_this_year,
        planYear: row.plan_year,
        investedAsOf: row.invested_as_of,
        isRegistered: row.investment_registered_on !== null,
      },
    ]),
  )
  return (id) => byId.get(id)
}

/** The operations on lists and their statistics. */
export const listOperations = [listAll, freeze, compare, summarise, exportSummary]
