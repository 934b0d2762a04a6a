import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { readProject } from '../../key-projects/public.ts'
import { namesOfUnits, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { amountOf, partsOf } from '../rules/amounts.ts'
import {
  availableActions,
  isLate,
  type LedgerLine,
  movementTerms,
  type Tally,
  tallyWith,
  uncoveredOf,
  wantedOf,
} from '../rules/needs.ts'
import * as store from '../store/needs.ts'
import { leaveBalance, requireChief } from './balance.ts'
import { NEED, projectsById, projectsInScope, shownApprovals, unitsOf } from './scope.ts'

/** The operations on what projects need. */
export const needOperations = [
  implement(contract.listNeeds, async (ctx, { cursor, limit, ...filter }) => {
    const projectIds = await projectsInScope(ctx)
    const within = projectIds && { projectIds, unitIds: ctx.scope.unitIds }
    const page = await store.listNeeds(ctx, { filter, within }, { cursor, limit })
    return { items: await shownNeeds(ctx, page.items), nextCursor: page.nextCursor }
  }),

  implement(contract.showNeed, async (ctx, { needId }) => {
    const row = await getInScope(ctx, needId)
    const [need] = await shownNeeds(ctx, [row])
    const entries = await store.listEntries(ctx, needId)
    const approvalOf = await shownApprovals(ctx, entries)
    const struck = new Set(entries.flatMap((each) => each.reverses_id ?? []))
    const mayReverse = need?.actions.includes('reverse') ?? false
    return {
      ...(need ?? refuse('not_found', problem('record.not_found'))),
      entries: entries.toReversed().map((each) => ({
        id: each.id,
        kind: each.kind,
        amount: amountOf(row.factor, each.amount),
        onDay: each.on_day as Day,
        basis: each.basis,
        lender: each.lender,
        dueOn: each.due_on as Day | null,
        approval: approvalOf(each),
        reversesId: each.reverses_id,
        isReversed: struck.has(each.id),
        actorName: each.actor_name,
        at: each.at.toISOString(),
        canReverse: mayReverse && each.kind !== 'reversed' && !struck.has(each.id),
      })),
    }
  }),

  implement(contract.askFactor, async (ctx, { projectId, factor, year, amount, unitId, neededOn, note }) => {
    const project = await readProject(ctx, projectId)
    if (project.withdrawn) refuse('rule_broken', problem('project_support.project_withdrawn'))
    if (!unitsOf(project).some((unit) => unitInScope(ctx.scope, unit)))
      refuse('forbidden', problem('project_support.project_not_yours'))
    await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
    const id = newId(ctx.now)
    const first = lineOf(newId(ctx.now), 'asked', orRefuse(partsOf(factor, amount)))
    const tally = orRefuse(tallyWith([], first))
    await store.insertNeed(ctx, {
      ...store.columnsOfTally(tally, false),
      id,
      project_id: projectId,
      factor,
      year,
      unit_id: unitId,
      needed_on: neededOn,
      note,
      withdrawn_at: null,
      withdrawn_reason: null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    await writeLine(ctx, id, first, { onDay: dayOf(ctx.now), basis: note })
    ctx.announce('project_support.factor_asked', { subject: { kind: NEED, id }, after: { projectId, factor, amount } })
    return { id, version: 1 }
  }),

  implement(contract.askAgain, async (ctx, { needId, expectedVersion, amount, neededOn, basis }) => {
    const row = await getForAction(ctx, needId, 'ask')
    const line = lineOf(newId(ctx.now), 'asked', orRefuse(partsOf(row.factor, amount)))
    return enter(ctx, row, expectedVersion, { line, terms: { onDay: dayOf(ctx.now), basis }, neededOn })
  }),

  implement(contract.enterMovement, async (ctx, { needId, expectedVersion, amount, approval, ...terms }) => {
    const row = await getForAction(ctx, needId, terms.kind)
    const parts = orRefuse(partsOf(row.factor, amount))
    orRefuse(movementTerms(terms, parts, dayOf(ctx.now)))
    return enter(ctx, row, expectedVersion, { line: lineOf(newId(ctx.now), terms.kind, parts), terms, approval })
  }),

  implement(contract.reverseEntry, async (ctx, { needId, expectedVersion, entryId, reason, approval }) => {
    const row = await getForAction(ctx, needId, 'reverse')
    const entries = await store.listEntries(ctx, needId)
    const struck = entries.find((each) => each.id === entryId)
    if (!struck) return refuse('not_found', problem('record.not_found'))
    if (struck.kind === 'reversed' || entries.some((each) => each.reverses_id === entryId))
      refuse('rule_broken', problem('project_support.reversed_already'))
    const line = { ...lineOf(newId(ctx.now), 'reversed', struck.amount), reversesId: entryId }
    return enter(ctx, row, expectedVersion, { line, terms: { onDay: dayOf(ctx.now), basis: reason }, approval })
  }),

  implement(contract.withdrawNeed, async (ctx, { needId, expectedVersion, reason }) => {
    const row = await getForAction(ctx, needId, 'withdraw')
    const version = await store.updateNeed(ctx, needId, expectedVersion, {
      state: 'withdrawn',
      withdrawn_at: ctx.now,
      withdrawn_reason: reason,
      updated_at: ctx.now,
    })
    ctx.announce('project_support.need_withdrawn', {
      subject: { kind: NEED, id: needId },
      before: { state: row.state },
      data: { reason },
    })
    return { id: needId, version }
  }),

  implement(contract.restoreNeed, async (ctx, { needId, expectedVersion }) => {
    const row = await getForAction(ctx, needId, 'restore')
    const version = await store.updateNeed(ctx, needId, expectedVersion, {
      ...store.columnsOfTally(tallyOfRow(row), false),
      withdrawn_at: null,
      withdrawn_reason: null,
      updated_at: ctx.now,
    })
    ctx.announce('project_support.need_restored', { subject: { kind: NEED, id: needId } })
    return { id: needId, version }
  }),
]

interface Writing {
  readonly line: LedgerLine
  readonly terms: Pick<store.EntryRow, never> & {
    readonly onDay: string
    readonly basis: string
    readonly lender?: string
    readonly dueOn?: string | null
  }
  readonly approval?: contract.Approval | null
  readonly neededOn?: string | null
}

/** Writes one more line: the sums must hold with it, and a balance it takes from must not go below nothing unapproved. */
async function enter(
  ctx: OperationContext,
  row: store.NeedRow,
  expectedVersion: number,
  { line, terms, approval = null, neededOn }: Writing,
): Promise<{ id: string; version: number }> {
  const entries = await store.listEntries(ctx, row.id)
  const tally = orRefuse(tallyWith(entries.map(lineOfRow), line))
  if (approval) await requireChief(ctx, approval.postId)
  await leaveBalance(ctx, row, row.allocated - tally.allocated, approval)
  const version = await store.updateNeed(ctx, row.id, expectedVersion, {
    ...store.columnsOfTally(tally, false),
    ...(neededOn === undefined ? {} : { needed_on: neededOn }),
    updated_at: ctx.now,
  })
  await writeLine(ctx, row.id, line, terms, approval)
  ctx.announce(`project_support.${line.kind}`, {
    subject: { kind: NEED, id: row.id },
    before: { state: row.state },
    after: { amount: amountOf(row.factor, line.parts), state: store.columnsOfTally(tally, false).state },
    data: { projectId: row.project_id, factor: row.factor },
  })
  return { id: row.id, version }
}

function lineOf(id: string, kind: contract.EntryKind, parts: number): LedgerLine {
  return { id, kind, parts, reversesId: null }
}

function lineOfRow(row: store.EntryRow): LedgerLine {
  return { id: row.id, kind: row.kind, parts: row.amount, reversesId: row.reverses_id }
}

async function writeLine(
  ctx: OperationContext,
  needId: string,
  line: LedgerLine,
  terms: Writing['terms'],
  approval: contract.Approval | null = null,
): Promise<void> {
  await store.insertEntry(ctx, {
    id: line.id,
    need_id: needId,
    kind: line.kind,
    amount: line.parts,
    on_day: terms.onDay,
    basis: terms.basis,
    lender: terms.lender ?? '',
    due_on: terms.dueOn ?? null,
    approval_post_id: approval?.postId ?? null,
    approval_document: approval?.document ?? '',
    reverses_id: line.reversesId,
    actor_id: ctx.actor.personId,
    actor_name: ctx.actor.name,
    at: ctx.now,
  })
}

/** A need the reader may see: of a project in scope, or one their unit answers for. */
async function getInScope(ctx: OperationContext, needId: string): Promise<store.NeedRow> {
  const row = await store.getNeed(ctx, needId)
  if (!unitInScope(ctx.scope, row.unit_id)) await readProject(ctx, row.project_id)
  return row
}

async function getForAction(
  ctx: OperationContext,
  needId: string,
  action: contract.NeedAction,
): Promise<store.NeedRow> {
  const row = await getInScope(ctx, needId)
  const [need] = await shownNeeds(ctx, [row])
  if (!need?.actions.includes(action))
    refuse('rule_broken', problem('project_support.not_now', { action, state: row.state }))
  return row
}

async function shownNeeds(ctx: OperationContext, rows: readonly store.NeedRow[]): Promise<contract.FactorNeed[]> {
  const today = dayOf(ctx.now)
  const projects = await projectsById(
    ctx,
    rows.map((row) => row.project_id),
  )
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.unit_id),
  )
  return rows.map((row) => {
    const project = projects.get(row.project_id)
    const tally = tallyOfRow(row)
    const rights = {
      mayAsk: ctx.actor.may('project_support.ask', project ? unitsOf(project) : []),
      mayAllocate: ctx.actor.may('project_support.allocate', [row.unit_id]),
    }
    const amount = (parts: number) => amountOf(row.factor, parts)
    return {
      id: row.id,
      projectId: row.project_id,
      projectName: project?.name ?? '',
      projectNumber: project?.number ?? '',
      factor: row.factor,
      year: row.year,
      unitId: row.unit_id,
      unitName: units.get(row.unit_id)?.shortName ?? '',
      neededOn: row.needed_on as Day | null,
      note: row.note,
      asked: amount(tally.asked),
      verified: tally.verified === null ? null : amount(tally.verified),
      allocated: amount(tally.allocated),
      borrowed: amount(tally.borrowed),
      delivered: amount(tally.delivered),
      wanted: amount(wantedOf(tally)),
      uncovered: amount(uncoveredOf(tally)),
      state: row.state,
      isLate: isLate(row.state, row.needed_on, today),
      withdrawnReason: row.withdrawn_reason,
      version: row.version,
      actions: [...availableActions(row.state, tally, rights)],
    }
  })
}

function tallyOfRow(row: store.NeedRow): Tally {
  const { asked, verified, allocated, borrowed, delivered } = row
  return { asked, verified, allocated, borrowed, delivered }
}
