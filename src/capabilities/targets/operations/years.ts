import { dayOf, yearOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import * as store from '../store/targets.ts'
import * as years from '../store/years.ts'
import { createTarget } from './change.ts'
import { reckonTargets } from './reckon.ts'

/** Closes or reopens a year of targets and figures; answers the new version of its note, and how many settled targets were archived. */
async function moveYear(
  ctx: OperationContext,
  year: number,
  expectedVersion: number,
  action: 'close' | 'reopen',
  reason: string,
): Promise<{ readonly version: number; readonly archived: number }> {
  const isClosed = (await years.listClosedYears(ctx, [year])).has(year)
  if (isClosed === (action === 'close')) refuse('rule_broken', problem('targets.year_already_so', { year }, ['year']))
  if (action === 'close' && year >= yearOf(dayOf(ctx.now)))
    refuse('rule_broken', problem('targets.year_not_over', { year }, ['year']))
  const version = await years.saveYear(ctx, year, expectedVersion, {
    isClosed: action === 'close',
    at: ctx.now,
    by: ctx.actor.name,
    reason,
  })
  const archived = action === 'close' ? await store.archiveSettled(ctx, year) : 0
  ctx.announce(`targets.year_${action === 'close' ? 'closed' : 'reopened'}`, {
    subject: { kind: 'target_year', id: String(year) },
    data: { reason, archived },
  })
  return { version, archived }
}

/**
 * Drafts the targets of the next year from those of this one: the same indicators, units, owners and split, this year's goals to be
 * mended. Targets the next year already has are left alone. Answers how many were drafted.
 */
async function carryYearOver(ctx: OperationContext, year: number): Promise<number> {
  const all = await store.listTargetsOfYears(ctx, [year, year + 1])
  const next = new Map(
    all.filter((each) => each.year === year + 1).map((each) => [`${each.indicator_id} ${each.unit_id}`, each.id]),
  )
  const made = new Map<string, string>()
  let waiting = all.filter((each) => each.year === year)
  let drafted = 0
  while (waiting.length > 0) {
    const ready = waiting.filter((each) => each.parent_id === null || made.has(each.parent_id))
    if (ready.length === 0) break
    for (const record of ready) {
      const existing = next.get(`${record.indicator_id} ${record.unit_id}`)
      const parentId = record.parent_id === null ? null : (made.get(record.parent_id) ?? null)
      const id =
        existing ??
        (await createTarget(ctx, { ...store.bodyOf(record), year: year + 1, parentId }, { isSample: record.is_sample }))
          .id
      if (!existing) drafted += 1
      made.set(record.id, id)
    }
    waiting = waiting.filter((each) => !made.has(each.id))
  }
  return drafted
}

const TARGETS_AT_ONCE = 200

/** Judges every target of a year anew by the rule in force and the figures everybody may see today; answers how many. */
async function rejudgeYear(ctx: OperationContext, year: number): Promise<number> {
  await years.requireOpenYears(ctx, [year])
  const targets = await store.listTargetsOfYears(ctx, [year])
  for (let start = 0; start < targets.length; start += TARGETS_AT_ONCE)
    await reckonTargets(ctx, targets.slice(start, start + TARGETS_AT_ONCE))
  return targets.length
}

/** Judging a year anew, as the office and the nightly job do. */
export const rejudgeOperation = implement(contract.rejudgeYear, async (ctx, { year }) => ({
  judged: await rejudgeYear(ctx, year),
}))

/** What can be done with a year: a closed one is judged no more. */
function yearActions(isClosed: boolean): readonly contract.TargetYear['actions'][number][] {
  return isClosed ? ['reopen', 'carryOver'] : ['close', 'carryOver', 'rejudge']
}

/** The operations on years. */
export const yearOperations = [
  implement(contract.listYears, async (ctx) => {
    const rows = await years.listYears(ctx)
    const mayManage = ctx.actor.may('targets.manage')
    return {
      items: rows.map((row) => ({
        year: row.year,
        targets: row.targets,
        isClosed: row.is_closed ?? false,
        closedAt: row.closed_at?.toISOString() ?? null,
        closedBy: row.closed_by,
        archive:
          row.archived_at && row.archived_by && row.archive_sha256 && row.archive_sm3
            ? {
                at: row.archived_at.toISOString(),
                by: row.archived_by,
                sha256: row.archive_sha256,
                sm3: row.archive_sm3,
              }
            : null,
        version: row.version ?? 0,
        actions: [
          ...(mayManage ? yearActions(row.is_closed ?? false) : []),
          ...(ctx.actor.may('data.export_all') ? (['export'] as const) : []),
        ],
      })),
    }
  }),

  implement(contract.moveYear, async (ctx, { year, action, reason, expectedVersion }) => ({
    year,
    ...(await moveYear(ctx, year, expectedVersion, action, reason)),
  })),

  implement(contract.carryYearOver, async (ctx, { year }) => ({ drafted: await carryYearOver(ctx, year) })),

  rejudgeOperation,
]
