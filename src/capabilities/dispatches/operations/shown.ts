import type { Day } from '../../../kernel/day.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { CleaningKind, Dispatch, DispatchLine, DispatchRow, RowState } from '../contract.ts'
import { cleanDispatch } from '../rules/clean.ts'
import { dispatchActions, missingFields, rowActions } from '../rules/decisions.ts'
import { runsOf } from '../rules/map-runs.ts'
import type { DispatchLineRecord, DispatchRecord } from '../store/dispatches.ts'
import { listEnteringUnits } from '../../targets/public.ts'
import * as rows from '../store/rows.ts'
import { regionName } from './ledger.ts'
import { nearOf } from './take.ts'

type Counted = readonly { readonly state: RowState; readonly count: number }[]

/** A dispatch as a list shows it. */
export function lineOf(record: DispatchLineRecord, counted: Counted): DispatchLine {
  const of = (...states: readonly RowState[]) =>
    counted.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  return {
    id: record.id,
    title: record.title,
    origin: record.origin,
    fileName: record.file_name,
    place: record.place,
    printedOn: record.printed_on as Day | null,
    year: record.year,
    docType: record.doc_type,
    counts: { proposed: of('proposed', 'mended'), accepted: of('accepted'), rejected: of('rejected') },
    createdBy: record.created_by,
    createdAt: record.created_at.toISOString(),
    isWithdrawn: record.withdrawn_at !== null,
    version: record.version,
  }
}

/** A row as a person sees it. */
export function rowOf(
  record: rows.RowRecord,
  dispatch: Pick<DispatchRecord, 'year' | 'withdrawn_at'>,
  mayAccept: boolean,
): DispatchRow {
  const values = record.mended_values ?? record.read_values
  const isDecided = record.state === 'accepted' || record.state === 'rejected'
  return {
    id: record.id,
    kind: record.kind,
    start: record.raw_start,
    end: record.raw_end,
    quote: record.quote,
    proposer: record.proposer,
    values,
    readValues: record.read_values,
    match: record.match,
    missing: isDecided ? [] : [...missingFields(values, dispatch.year, record.quote)],
    state: record.state,
    reason: record.reason,
    decidedAt: record.decided_at?.toISOString() ?? null,
    decidedBy: record.decided_by,
    record:
      record.record_kind === null || record.record_id === null
        ? null
        : { kind: record.record_kind, id: record.record_id },
    batchId: record.batch_id,
    actions: [...rowActions(record.state, { accept: mayAccept, isWithdrawn: dispatch.withdrawn_at !== null })],
    version: record.version,
  }
}

/** A dispatch, whole, for whoever asks. */
export async function shownDispatch(ctx: OperationContext, record: DispatchRecord): Promise<Dispatch> {
  const off = record.off as CleaningKind[]
  const cleaned = cleanDispatch(record.raw_text, { off })
  const found = await rows.listRows(ctx, record.id)
  const batches = await rows.listBatches(ctx, record.id)
  const mayAccept = ctx.actor.may('dispatches.accept')
  const isWithdrawn = record.withdrawn_at !== null
  const counted = found.map(({ state }) => ({ state, count: 1 }))
  return {
    ...lineOf(record, counted),
    rawText: record.raw_text,
    cleanedText: cleaned.text,
    map: [...runsOf(cleaned)],
    steps: [...cleaned.steps],
    off,
    hasFile: record.file_key !== null,
    isElsewhere: await isElsewhere(ctx, record),
    near: await nearOf(ctx, record),
    rows: found.map((row) => rowOf(row, record, mayAccept)),
    batches: batches.map((batch) => ({
      id: batch.id,
      at: batch.accepted_at.toISOString(),
      by: batch.accepted_by,
      rows: batch.row_count,
      undoneAt: batch.undone_at?.toISOString() ?? null,
      undoneReason: batch.undone_reason,
    })),
    withdrawnReason: record.withdrawn_reason,
    enteringUnitIds: mayAccept ? [...(await listEnteringUnits(ctx))] : [],
    actions: [...dispatchActions({ accept: mayAccept, isWithdrawn })],
  }
}

/** Whether a dispatch tells of another place: neither this region, nor one under it, nor one it lies in. */
async function isElsewhere(ctx: OperationContext, record: DispatchRecord): Promise<boolean> {
  const { place_code: code, place } = record
  if (code !== null) {
    const stem = (region: string) => region.replace(/(?:00)+$/, '')
    const [told, own] = [stem(code), stem(ctx.scope.region)]
    return !told.startsWith(own) && !own.startsWith(told)
  }
  return place !== null && place !== (await regionName(ctx))
}
