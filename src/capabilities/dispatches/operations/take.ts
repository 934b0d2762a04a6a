import { bigramsOf, searchableText } from '../../../kernel/bigram.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { type CleaningKind, LONGEST_DISPATCH, type NearDispatch, type RowValues } from '../contract.ts'
import { bandsOf, fingerprintOf, NEAR_FROM, similarityOf } from '../rules/fingerprint.ts'
import { bareText } from '../rules/likeness.ts'
import { matchAll } from '../rules/matching.ts'
import { type Proposal, proposalsOf, yearOfReading } from '../rules/proposals.ts'
import { type DispatchReading, readDispatch } from '../rules/read.ts'
import * as dispatches from '../store/dispatches.ts'
import * as rows from '../store/rows.ts'
import { loadLedger, nationalGazetteer } from './ledger.ts'

/** The kind by which neighbours refer to a dispatch. */
export const SUBJECT = 'dispatch'

/** A text that came in. */
export interface Arrival {
  readonly text: string
  readonly title: string | undefined
  readonly origin: 'paste' | 'upload'
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | undefined
}

/** Reads an original with kinds of cleaning left out. */
export function readText(text: string, off: readonly CleaningKind[]): DispatchReading {
  return readDispatch(text, { cleaning: { off }, gazetteer: nationalGazetteer() })
}

/** Takes a text in: kept as it came, read, its rows proposed; the same text again answers the dispatch that is there. */
export async function takeDispatch(
  ctx: OperationContext,
  arrival: Arrival,
): Promise<{ id: string; outcome: 'read' | 'known'; rows: number; near: NearDispatch[] }> {
  const { text } = arrival
  if (text.length > LONGEST_DISPATCH)
    refuse('invalid', problem('dispatches.too_long', { characters: text.length, maximum: LONGEST_DISPATCH }, ['text']))
  const reading = readText(text, [])
  const bare = bareText(reading.cleaned.text)
  if (bare === '') refuse('invalid', problem('dispatches.nothing_to_read', {}, ['text']))
  const digest = sm3Of(bare)
  const known = await dispatches.findByDigest(ctx, digest)
  if (known) return answerKnown(ctx, known.id)
  const id = newId(ctx.now)
  const fingerprint = fingerprintOf(bare)
  const title = titleOf(arrival.title, reading)
  const searched = `${title} ${reading.place?.name ?? ''}`
  const kept = arrival.file ? await ctx.files.put(ctx.scope.region, arrival.file) : undefined
  const isMade = await dispatches.insertDispatch(ctx, {
    id,
    title,
    origin: arrival.origin,
    file_key: kept?.key ?? null,
    file_name: kept?.name ?? null,
    raw_text: text,
    digest,
    fingerprint: [...fingerprint],
    bands: [...bandsOf(fingerprint)],
    off: [],
    place: reading.place?.name ?? null,
    place_code: reading.place?.code ?? null,
    printed_on: reading.date,
    year: yearOfReading(reading),
    doc_type: reading.docType,
    model_asked_at: null,
    withdrawn_at: null,
    withdrawn_reason: null,
    search_text: searchableText(searched),
    bigrams: bigramsOf(searched),
    created_by: ctx.actor.name,
    created_at: ctx.now,
    updated_at: ctx.now,
  })
  if (!isMade) {
    const other = await dispatches.findByDigest(ctx, digest)
    return other ? answerKnown(ctx, other.id) : refuse('conflict', problem('operation.conflict'))
  }
  const count = await proposeAll(ctx, id, proposalsOf(reading), yearOfReading(reading))
  ctx.announce('dispatches.read', {
    subject: { kind: SUBJECT, id },
    after: { title, place: reading.place?.name ?? null, printedOn: reading.date, rows: count },
  })
  return { id, outcome: 'read', rows: count, near: await nearOf(ctx, { id, fingerprint }) }
}

async function answerKnown(ctx: OperationContext, id: string) {
  const record = await dispatches.getDispatch(ctx, id)
  const found = await rows.listRows(ctx, id)
  return { id, outcome: 'known' as const, rows: found.length, near: await nearOf(ctx, record) }
}

/** Matches proposals to the ledger and keeps them as rows; answers how many. */
export async function proposeAll(
  ctx: OperationContext,
  dispatchId: string,
  proposals: readonly Proposal[],
  year: number | null,
): Promise<number> {
  if (proposals.length === 0) return 0
  const ledger = await loadLedger(ctx, year, yearsSaid(proposals))
  const named = proposals.map((each) => ({ ...each, rowId: newId(ctx.now) }))
  const matched = matchAll(named, ledger)
  await rows.insertRows(
    ctx,
    named.map((each, index) => ({
      ...newRow(dispatchId, each),
      proposer: 'grammar' as const,
      read_values: JSON.stringify(matched[index]?.values ?? each.values),
      match: JSON.stringify(matched[index]?.match),
    })),
  )
  return named.length
}

/** Columns of a row nobody has decided about. */
export function newRow(dispatchId: string, proposal: Proposal & { readonly rowId: string }) {
  return {
    id: proposal.rowId,
    dispatch_id: dispatchId,
    kind: proposal.values.kind,
    raw_start: proposal.start,
    raw_end: proposal.end,
    quote: proposal.quote,
    mended_values: null,
    state: 'proposed' as const,
    reason: null,
    decided_at: null,
    decided_by: null,
    batch_id: null,
    record_kind: null,
    record_id: null,
    receipt: null,
  }
}

/** The years that figures of some rows say. */
export function yearsSaid(given: readonly { readonly values: RowValues }[]): readonly number[] {
  return given.flatMap(({ values }) =>
    values.kind === 'target' && values.period !== null ? [Number(values.period.slice(0, 4))] : [],
  )
}

/** Dispatches of the region that share half of their passages with one, the most alike first. */
export async function nearOf(
  ctx: OperationContext,
  of: { readonly id: string; readonly fingerprint: readonly number[] },
): Promise<NearDispatch[]> {
  const candidates = await dispatches.listNear(ctx, bandsOf(of.fingerprint), of.id)
  return candidates
    .map(({ id, title, fingerprint }) => ({ id, title, similarity: similarityOf(of.fingerprint, fingerprint) }))
    .filter(({ similarity }) => similarity >= NEAR_FROM)
    .toSorted((one, other) => other.similarity - one.similarity)
    .slice(0, 5)
}

function titleOf(given: string | undefined, reading: DispatchReading): string {
  const lines = reading.cleaned.text.split('\n').filter((line) => line.trim() !== '')
  const first = lines.find((line) => !/^\s*[（(【].*[）)】]\s*$/.test(line)) ?? lines[0] ?? ''
  return (given || Array.from(first.trim()).slice(0, 60).join('')).slice(0, 200)
}
