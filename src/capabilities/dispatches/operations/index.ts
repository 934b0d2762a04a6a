import { bigramsOf, searchableText } from '../../../kernel/bigram.ts'
import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, Refusal, refuse } from '../../../kernel/refusal.ts'
import { readDocument, readPastedText } from '../../../platform/documents/read-document.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { undecidedState } from '../rules/decisions.ts'
import { withRow } from '../rules/ledger.ts'
import { matchAll, matchRow } from '../rules/matching.ts'
import { placed, type Proposal, proposalsOf, verified } from '../rules/proposals.ts'
import * as dispatches from '../store/dispatches.ts'
import * as rows from '../store/rows.ts'
import { acceptRows, requireOpenDispatch, undecidedRows, undoBatch } from './accept.ts'
import { loadLedger } from './ledger.ts'
import { lineOf, shownDispatch } from './shown.ts'
import { newRow, proposeAll, readText, SUBJECT, takeDispatch, yearsSaid } from './take.ts'

/** Every operation of dispatches. */
export const dispatchesOperations = [
  implement(contract.listDispatches, async (ctx, { cursor, limit, ...filter }) => {
    const page = await dispatches.listDispatches(ctx, filter, { cursor, limit })
    const counted = await rows.countRows(
      ctx,
      page.items.map(({ id }) => id),
    )
    return {
      items: page.items.map((item) =>
        lineOf(
          item,
          counted.filter((each) => each.dispatch_id === item.id),
        ),
      ),
      nextCursor: page.nextCursor,
    }
  }),

  implement(contract.readPasted, async (ctx, { holdsNoSecrets, title, text }) => {
    requireNoSecrets(holdsNoSecrets)
    const pasted = orRefuse(readPastedText(text), 'invalid')
    return takeDispatch(ctx, { text: pasted.text, title, origin: 'paste', file: undefined })
  }),

  implement(contract.readUploaded, async (ctx, { holdsNoSecrets, title }) => {
    requireNoSecrets(holdsNoSecrets)
    const file = ctx.upload ?? refuse('invalid', problem('file.missing'))
    const document = orRefuse(await readDocument(file.bytes, file.name), 'invalid')
    return takeDispatch(ctx, { text: document.text, title, origin: 'upload', file })
  }),

  implement(contract.listSources, async (ctx, record) => ({
    items: (await rows.listSources(ctx, record)).map((row) => ({
      dispatchId: row.dispatch_id,
      rowId: row.row_id,
      title: row.title,
      printedOn: row.printed_on as Day | null,
      quote: row.quote,
      acceptedAt: row.decided_at?.toISOString() ?? '',
      acceptedBy: row.decided_by ?? '',
    })),
  })),

  implement(contract.showDispatch, async (ctx, { dispatchId }) =>
    shownDispatch(ctx, await dispatches.getDispatch(ctx, dispatchId)),
  ),

  implement(contract.readOriginal, async (ctx, { dispatchId }) => {
    const { file_key: key } = await dispatches.getDispatch(ctx, dispatchId)
    const file = key === null ? undefined : await ctx.files.find(ctx.scope.region, key)
    if (!file) return refuse('not_found', problem('dispatches.no_file'))
    return { name: file.name, type: contract.readOriginal.fileOut ?? '', bytes: file.bytes }
  }),

  implement(contract.correctDispatch, async (ctx, { dispatchId, expectedVersion, ...given }) => {
    const record = await requireOpenDispatch(ctx, dispatchId)
    const searched = `${given.title} ${record.place ?? ''}`
    const version = await dispatches.updateDispatch(ctx, dispatchId, expectedVersion, {
      title: given.title,
      printed_on: given.printedOn,
      year: given.year,
      doc_type: given.docType,
      search_text: searchableText(searched),
      bigrams: bigramsOf(searched),
      updated_at: ctx.now,
    })
    ctx.announce('dispatches.corrected', {
      subject: { kind: SUBJECT, id: dispatchId },
      before: { title: record.title, printedOn: record.printed_on, year: record.year, docType: record.doc_type },
      after: given,
    })
    return { id: dispatchId, version }
  }),

  implement(contract.rereadDispatch, async (ctx, { dispatchId, expectedVersion, off }) => {
    const record = await requireOpenDispatch(ctx, dispatchId)
    const reading = readText(record.raw_text, off)
    const version = await dispatches.updateDispatch(ctx, dispatchId, expectedVersion, {
      off: [...new Set(off)],
      updated_at: ctx.now,
    })
    await rows.dropProposals(ctx, dispatchId)
    const kept = await rows.listRows(ctx, dispatchId)
    const isKept = (start: number, end: number, kind: string) =>
      kept.some((row) => row.kind === kind && row.raw_start === start && row.raw_end === end)
    const proposals = proposalsOf(reading).filter(({ start, end, values }) => !isKept(start, end, values.kind))
    const count = await proposeAll(ctx, dispatchId, proposals, record.year)
    ctx.announce('dispatches.reread', {
      subject: { kind: SUBJECT, id: dispatchId },
      before: { off: record.off },
      after: { off, rows: count },
    })
    return { id: dispatchId, version, rows: count }
  }),

  implement(contract.proposeRows, async (ctx, { dispatchId, rows: given }) => {
    const record = await requireOpenDispatch(ctx, dispatchId)
    const isModel = ctx.actor.personId === 'system'
    const proposals = given.flatMap((each) => (isModel ? verified : placed)(record.raw_text, each) ?? [])
    const there = await rows.listRows(ctx, dispatchId)
    const isSaid = ({ start, end, values }: Proposal) =>
      isModel && there.some((row) => row.kind === values.kind && row.raw_start < end && start < row.raw_end)
    const fresh = proposals.filter((each) => !isSaid(each))
    if (!isModel && proposals.length < given.length)
      refuse('rule_broken', problem('dispatches.quote_not_found', {}, ['rows']))
    const ledger = there
      .filter(({ state, match }) => match.kind === 'new' && (state === 'proposed' || state === 'mended'))
      .map((row) => ({ rowId: row.id, values: row.mended_values ?? row.read_values, quote: row.quote, record: null }))
      .reduce(withRow, await loadLedger(ctx, record.year, yearsSaid(fresh)))
    const named = fresh.map((each) => ({ ...each, rowId: newId(ctx.now) }))
    const matched = matchAll(named, ledger)
    await rows.insertRows(
      ctx,
      named.map((each, index) => ({
        ...newRow(dispatchId, each),
        proposer: isModel ? ('model' as const) : ('person' as const),
        read_values: JSON.stringify(matched[index]?.values ?? each.values),
        match: JSON.stringify(matched[index]?.match),
      })),
    )
    ctx.announce('dispatches.proposed', {
      subject: { kind: SUBJECT, id: dispatchId },
      after: { rows: named.length, dropped: given.length - named.length },
    })
    return { rowIds: named.map(({ rowId }) => rowId) }
  }),

  implement(contract.mendRow, async (ctx, { dispatchId, rowId, expectedVersion, values }) => {
    const record = await requireOpenDispatch(ctx, dispatchId)
    const [row] = await undecidedRows(ctx, dispatchId, [rowId])
    if (!row || row.kind !== values.kind) return refuse('invalid', problem('dispatches.other_kind', {}, ['values']))
    const ledger = await loadLedger(ctx, record.year, yearsSaid([{ values }]))
    const matched = matchRow({ values, quote: row.quote }, ledger, 'chosen')
    await rows.mendRows(ctx, [{ id: rowId, version: expectedVersion, ...matched }])
    ctx.announce('dispatches.mended', {
      subject: { kind: SUBJECT, id: dispatchId },
      before: row.mended_values ?? row.read_values,
      after: matched.values,
      data: { rowId },
    })
    return { id: rowId, version: expectedVersion + 1 }
  }),

  implement(contract.assignRows, async (ctx, { dispatchId, rowIds, unitId }) => {
    const record = await requireOpenDispatch(ctx, dispatchId)
    const chosen = await undecidedRows(ctx, dispatchId, rowIds)
    await requireOpenUnits(ctx, [{ field: 'unitId', id: unitId }])
    const given = chosen.map((row) => ({ row, values: { ...(row.mended_values ?? row.read_values), unitId } }))
    const ledger = await loadLedger(ctx, record.year, yearsSaid(given))
    await rows.mendRows(
      ctx,
      given.map(({ row, values }) => {
        const ids = row.mended_values === null ? 'find' : 'chosen'
        return { id: row.id, version: row.version, ...matchRow({ values, quote: row.quote }, ledger, ids) }
      }),
    )
    ctx.announce('dispatches.assigned', {
      subject: { kind: SUBJECT, id: dispatchId },
      after: { unitId, rows: given.length },
    })
    return { rowIds: given.map(({ row }) => row.id) }
  }),

  implement(contract.acceptRows, (ctx, { dispatchId, rowIds, reason, sourceUnitId }) =>
    acceptRows(ctx, dispatchId, rowIds, { reason: reason ?? '', sourceUnitId: sourceUnitId ?? null }),
  ),

  implement(contract.rejectRows, async (ctx, { dispatchId, rowIds, reason }) => {
    await requireOpenDispatch(ctx, dispatchId)
    const chosen = await undecidedRows(ctx, dispatchId, rowIds)
    await decide(ctx, chosen, { state: () => 'rejected', reason })
    ctx.announce('dispatches.rejected', {
      subject: { kind: SUBJECT, id: dispatchId },
      after: { rows: chosen.length },
      data: { reason },
    })
    return { rowIds: chosen.map(({ id }) => id) }
  }),

  implement(contract.reconsiderRows, async (ctx, { dispatchId, rowIds }) => {
    await requireOpenDispatch(ctx, dispatchId)
    const wanted = new Set(rowIds)
    const chosen = (await rows.listRows(ctx, dispatchId)).filter(
      (row) => wanted.has(row.id) && row.state === 'rejected',
    )
    if (chosen.length !== wanted.size) refuse('rule_broken', problem('dispatches.not_rejected', {}, ['rowIds']))
    await decide(ctx, chosen, { state: (row) => undecidedState(row.mended_values !== null), reason: null })
    ctx.announce('dispatches.reconsidered', {
      subject: { kind: SUBJECT, id: dispatchId },
      after: { rows: chosen.length },
    })
    return { rowIds: chosen.map(({ id }) => id) }
  }),

  implement(contract.undoAcceptance, undoBatch),

  implement(contract.withdrawDispatch, async (ctx, { dispatchId, expectedVersion, reason }) => {
    await requireOpenDispatch(ctx, dispatchId)
    const accepted = (await rows.listRows(ctx, dispatchId)).filter(({ state }) => state === 'accepted')
    if (accepted.length > 0)
      throw new Refusal('rule_broken', [problem('dispatches.has_accepted', { count: accepted.length })])
    const version = await dispatches.updateDispatch(ctx, dispatchId, expectedVersion, {
      withdrawn_at: ctx.now,
      withdrawn_reason: reason,
      updated_at: ctx.now,
    })
    ctx.announce('dispatches.withdrawn', { subject: { kind: SUBJECT, id: dispatchId }, data: { reason } })
    return { id: dispatchId, version }
  }),

  implement(contract.restoreDispatch, async (ctx, { dispatchId, expectedVersion }) => {
    const record = await dispatches.getDispatch(ctx, dispatchId)
    if (record.withdrawn_at === null) refuse('rule_broken', problem('dispatches.not_withdrawn'))
    const version = await dispatches.updateDispatch(ctx, dispatchId, expectedVersion, {
      withdrawn_at: null,
      withdrawn_reason: null,
      updated_at: ctx.now,
    })
    ctx.announce('dispatches.restored', { subject: { kind: SUBJECT, id: dispatchId } })
    return { id: dispatchId, version }
  }),
]

async function decide(
  ctx: OperationContext,
  chosen: readonly rows.RowRecord[],
  decision: { readonly state: (row: rows.RowRecord) => contract.RowState; readonly reason: string | null },
): Promise<void> {
  const isOpen = decision.reason === null
  await rows.saveDecisions(
    ctx,
    chosen.map((row) => ({
      id: row.id,
      version: row.version,
      state: decision.state(row),
      reason: decision.reason,
      decidedAt: isOpen ? null : ctx.now,
      decidedBy: isOpen ? null : ctx.actor.name,
      batchId: null,
      record: null,
      receipt: null,
      match: row.match,
    })),
  )
}

function requireNoSecrets(holdsNoSecrets: boolean): void {
  if (!holdsNoSecrets) refuse('rule_broken', problem('dispatches.secrecy', {}, ['holdsNoSecrets']))
}
