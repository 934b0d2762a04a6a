import { newId } from '../../../kernel/ids.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { acceptReadProject, takeBackReadProject } from '../../key-projects/public.ts'
import { acceptPromise, takeBackPromise } from '../../obstacles/public.ts'
import {
  acceptReadTarget,
  listEnteringUnits,
  recordPublishedClaim,
  takeBackPublishedClaim,
  takeBackReadTarget,
} from '../../targets/public.ts'
import type { LedgerRecord, Match, RowValues } from '../contract.ts'
import { missingFields, undecidedState } from '../rules/decisions.ts'
import { figureInLedger, goalOf, indicatorOf, periodOfFigure, yearOfFigure } from '../rules/goals.ts'
import { type KnownIndicator, type Ledger, withRow } from '../rules/ledger.ts'
import { matchRow } from '../rules/matching.ts'
import { nameOf } from '../rules/proposals.ts'
import { type DispatchRecord, getDispatch } from '../store/dispatches.ts'
import * as rows from '../store/rows.ts'
import type { KeptReceipt } from '../tables.ts'
import { loadLedger } from './ledger.ts'
import { SUBJECT, yearsSaid } from './take.ts'

type RowOf<K extends RowValues['kind']> = Extract<RowValues, { kind: K }>

interface Acceptance {
  readonly record: LedgerRecord
  readonly receipt: KeptReceipt
}

/** What a neighbour needs to take one row in. */
interface Taking {
  readonly dispatch: DispatchRecord
  readonly row: rows.RowRecord
  readonly match: Match
  readonly ledger: Ledger
  readonly reason: string
  /** Who enters the figures of new indicators whose rows do not say it and whose own units cannot. */
  readonly sourceUnitId: string | null
  readonly enteringUnitIds: readonly string[]
}

/**
 * Accepts rows as one act: each is matched to the ledger as it stands now, taken in by the neighbour it belongs to, and keeps what it
 * became. Refuses rows that lack something, contradictions without a reason, rows already decided; then nothing is taken in.
 */
export async function acceptRows(
  ctx: OperationContext,
  dispatchId: string,
  rowIds: readonly string[],
  { reason, sourceUnitId }: Pick<Taking, 'reason' | 'sourceUnitId'>,
): Promise<{ batchId: string; records: { rowId: string; kind: LedgerRecord['kind']; id: string }[] }> {
  const dispatch = await requireOpenDispatch(ctx, dispatchId)
  const chosen = await undecidedRows(ctx, dispatchId, rowIds)
  const given = chosen.map((row) => ({ row, values: row.mended_values ?? row.read_values }))
  refuseMissing(given, dispatch)
  let ledger = await loadLedger(ctx, dispatch.year, yearsSaid(given))
  refuseContradictions(given, ledger, reason)
  const batchId = newId(ctx.now)
  const enteringUnitIds = await listEnteringUnits(ctx)
  const decisions: rows.Decision[] = []
  const merged = new Map<string, number>()
  for (const { row, values } of given) {
    const matched = matchRow({ values, quote: row.quote }, ledger, chosenBy(row))
    const { record, receipt } = await take(ctx, matched.values, {
      dispatch,
      row,
      match: matched.match,
      ledger,
      reason,
      sourceUnitId,
      enteringUnitIds,
    })
    ledger = withRow(ledger, { rowId: row.id, values: matched.values, quote: row.quote, record: receipt })
    const first = merged.get(record.id)
    const before = first === undefined ? undefined : decisions[first]
    // Two writes to one record in one act are undone as one: the first receipt keeps what was before, at the last version.
    if (first !== undefined && before?.receipt && receipt.outcome !== 'confirmed')
      decisions[first] = { ...before, receipt: { ...before.receipt, version: receipt.version } }
    else if (receipt.outcome !== 'confirmed') merged.set(record.id, decisions.length)
    decisions.push({
      id: row.id,
      version: row.version,
      state: 'accepted',
      reason: reason === '' ? null : reason,
      decidedAt: ctx.now,
      decidedBy: ctx.actor.name,
      batchId,
      record,
      receipt: first === undefined ? receipt : { ...receipt, outcome: 'confirmed', before: null },
      match: matched.match,
    })
  }
  await rows.insertBatch(ctx, {
    id: batchId,
    dispatchId,
    at: ctx.now,
    by: ctx.actor.name,
    rows: decisions.length,
  })
  await rows.saveDecisions(ctx, decisions)
  ctx.announce('dispatches.accepted', {
    subject: { kind: SUBJECT, id: dispatchId },
    after: { batchId, rows: decisions.length },
    ...(reason === '' ? {} : { data: { reason } }),
  })
  return {
    batchId,
    records: decisions.flatMap(({ id, record }) => (record ? [{ rowId: id, kind: record.kind, id: record.id }] : [])),
  }
}

/** Takes back one act of acceptance whole; refuses where a neighbour says that something changed since. */
export async function undoBatch(
  ctx: OperationContext,
  { dispatchId, batchId, reason }: { readonly dispatchId: string; readonly batchId: string; readonly reason: string },
): Promise<{ rowIds: string[] }> {
  await requireOpenDispatch(ctx, dispatchId)
  const isStanding = await rows.markUndone(ctx, batchId, {
    dispatchId,
    at: ctx.now,
    by: ctx.actor.name,
    reason,
  })
  if (!isStanding) refuse('rule_broken', problem('dispatches.undone_already'))
  const accepted = (await rows.listRows(ctx, dispatchId)).filter((row) => row.batch_id === batchId)
  for (const row of accepted.toReversed()) {
    if (!row.receipt || !row.record_kind) continue
    await TAKE_BACK[row.record_kind](ctx, row.receipt, reason)
  }
  await rows.saveDecisions(
    ctx,
    accepted.map((row) => ({
      id: row.id,
      version: row.version,
      state: undecidedState(row.mended_values !== null),
      reason: null,
      decidedAt: null,
      decidedBy: null,
      batchId: null,
      record: null,
      receipt: null,
      match: row.match,
    })),
  )
  ctx.announce('dispatches.undone', {
    subject: { kind: SUBJECT, id: dispatchId },
    after: { batchId, rows: accepted.length },
    data: { reason },
  })
  return { rowIds: accepted.map(({ id }) => id) }
}

const TAKE_BACK = {
  target: takeBackReadTarget,
  claim: takeBackPublishedClaim,
  key_project: takeBackReadProject,
  promise: takeBackPromise,
} as const satisfies Record<
  LedgerRecord['kind'],
  (ctx: OperationContext, receipt: KeptReceipt, reason: string) => Promise<void>
>

/** A dispatch rows may be decided on; refuses a withdrawn one. */
export async function requireOpenDispatch(ctx: OperationContext, id: string): Promise<DispatchRecord> {
  const dispatch = await getDispatch(ctx, id)
  if (dispatch.withdrawn_at !== null) refuse('rule_broken', problem('dispatches.withdrawn'))
  return dispatch
}

/** Rows nobody has decided about, in the order of the text; refuses rows that are not there and rows already decided. */
export async function undecidedRows(
  ctx: OperationContext,
  dispatchId: string,
  rowIds: readonly string[],
): Promise<readonly rows.RowRecord[]> {
  const wanted = new Set(rowIds)
  const found = (await rows.listRows(ctx, dispatchId)).filter(({ id }) => wanted.has(id))
  if (found.length !== wanted.size) refuse('not_found', problem('dispatches.row_unknown', {}, ['rowIds']))
  const decided = found.find(({ state }) => state === 'accepted' || state === 'rejected')
  if (decided) refuse('rule_broken', problem('dispatches.row_decided', { quote: short(decided.quote) }))
  return found
}

type Given = readonly { readonly row: rows.RowRecord; readonly values: RowValues }[]

/** A person who mended a row chose what it belongs to. */
const chosenBy = (row: rows.RowRecord) => (row.mended_values === null ? 'find' : 'chosen')

function refuseMissing(given: Given, dispatch: DispatchRecord): void {
  const problems = given.flatMap(({ row, values }) =>
    missingFields(values, dispatch.year, row.quote).map((field) =>
      problem(`dispatches.missing_${field === 'unitId' ? 'unit' : field}`, { name: short(nameOf(values)) }, [
        'rows',
        row.id,
        field,
      ]),
    ),
  )
  refuseAll(problems)
}

function refuseContradictions(given: Given, ledger: Ledger, reason: string): void {
  if (reason !== '') return
  refuseAll(
    given.flatMap(({ row, values }) => {
      const { match } = matchRow({ values, quote: row.quote }, ledger, chosenBy(row))
      return match.kind === 'contradiction'
        ? [problem('dispatches.contradiction', { name: short(nameOf(values)) }, ['rows', row.id])]
        : []
    }),
  )
}

function refuseAll(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal('rule_broken', problems.slice(0, 100))
}

async function take(ctx: OperationContext, values: RowValues, taking: Taking): Promise<Acceptance> {
  switch (values.kind) {
    case 'project':
      return takeProject(ctx, values, taking)
    case 'commitment':
      return takeCommitment(ctx, values, taking)
    default:
      return values.status === 'target' ? takeTarget(ctx, values, taking) : takeClaim(ctx, values, taking)
  }
}

const sourceOf = ({ dispatch, row }: Taking) => ({
  dispatchId: dispatch.id,
  rowId: row.id,
  title: dispatch.title,
  quote: row.quote.slice(0, 2000),
})

async function takeProject(ctx: OperationContext, values: RowOf<'project'>, taking: Taking): Promise<Acceptance> {
  const known = taking.ledger.projects.find(({ id }) => id !== null && id === values.projectId)
  const receipt = await acceptReadProject(ctx, {
    existing: known?.id ? { id: known.id, expectedVersion: known.version } : null,
    project: {
      name: values.name,
      stage: values.stage,
      totalInvestment: values.investment,
      land: values.area,
      enterprise: values.enterprise ?? '',
      place: values.place ?? '',
      unitId: values.unitId ?? '',
    },
    source: sourceOf(taking),
  })
  return { record: { kind: 'key_project', id: receipt.id }, receipt }
}

async function takeCommitment(ctx: OperationContext, values: RowOf<'commitment'>, taking: Taking): Promise<Acceptance> {
  const known = taking.ledger.promises.find(({ id }) => id !== null && id === taking.match.record?.id)
  const receipt = await acceptPromise(ctx, {
    existing: known?.id ? { id: known.id, expectedVersion: known.version } : null,
    body: {
      ownerText: values.owner ?? '',
      unitId: values.unitId,
      action: values.action,
      dueOn: values.dueOn ?? (known?.dueOn as typeof values.dueOn | undefined) ?? null,
      madeOn: taking.dispatch.printed_on as typeof values.dueOn,
    },
    source: sourceOf(taking),
  })
  return { record: { kind: 'promise', id: receipt.id }, receipt }
}

function indicatorFor(values: RowOf<'target'>, ledger: Ledger): KnownIndicator | undefined {
  if (values.indicatorId !== null) return ledger.indicators.find(({ id }) => id === values.indicatorId)
  const made = indicatorOf(values)
  return ledger.indicators.find(({ name, unitText }) => name === made.name && unitText === made.unitText)
}

async function takeTarget(ctx: OperationContext, values: RowOf<'target'>, taking: Taking): Promise<Acceptance> {
  const { ledger, dispatch, row, reason } = taking
  const indicator = indicatorFor(values, ledger)
  const made = indicatorOf(values)
  const year = yearOfFigure(values, dispatch.year)
  const goal = goalOf(values, indicator ?? made, row.quote)
  if (year === null || goal === null || values.unitId === null)
    return refuse('rule_broken', problem('dispatches.missing_value', { name: short(values.indicator) }))
  const known = indicator?.targets.find((each) => each.year === year && each.unitId === values.unitId)
  const isOwn = taking.enteringUnitIds.includes(values.unitId)
  const receipt = await acceptReadTarget(ctx, {
    indicator: indicator?.id
      ? { id: indicator.id }
      : { ...made, sourceUnitId: values.sourceUnitId ?? (isOwn ? values.unitId : taking.sourceUnitId) },
    existing: known?.id ? { id: known.id, expectedVersion: known.version } : null,
    year,
    unitId: values.unitId,
    goal,
    reason: reason || dispatch.title,
    source: sourceOf(taking),
  })
  return { record: { kind: 'target', id: receipt.id }, receipt }
}

async function takeClaim(ctx: OperationContext, values: RowOf<'target'>, taking: Taking): Promise<Acceptance> {
  const { ledger, dispatch } = taking
  const indicator = indicatorFor(values, ledger)
  const period = periodOfFigure(values, dispatch.year)
  if (values.status === 'target' || period === null || values.unitId === null)
    return refuse('rule_broken', problem('dispatches.missing_period', { name: short(values.indicator) }))
  const figure = figureInLedger(values, indicator?.unitText ?? values.unit ?? '')
  const receipt = await recordPublishedClaim(ctx, {
    indicator: indicator?.id ? { id: indicator.id } : { name: values.indicator, unitText: figure.unitText },
    unitId: values.unitId,
    period,
    status: values.status,
    comparator: values.comparator,
    value: figure.value,
    upper: figure.upper,
    from: figure.from,
    unitText: figure.unitText,
    source: sourceOf(taking),
  })
  return { record: { kind: 'claim', id: receipt.id }, receipt }
}

const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
