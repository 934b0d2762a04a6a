import { asDay, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { fingerprintOf } from '../../../platform/signing.ts'
import { readShipped } from '../../../platform/shipped-file.ts'
import { openItemFrom } from '../../obstacles/public.ts'
import { findUnitOfRegion, requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { contestsMessages } from '../messages/index.ts'
import { type ContestRow, appendEvent, getContest, listLog, updateContest } from '../store/contests.ts'
import * as counts from '../store/counts.ts'
import { CONTEST, isInside, openFor } from './open-contest.ts'
import { tellsVoters } from '../rules/package.ts'
import { tellPublished } from './tellings.ts'
import { contentOf, isGenuine, packageFile, packageText, packContest, resultOf, sealPackage } from './package.ts'

const zh = contestsMessages['zh-CN']

/** The operations on results, files of them apart. */
export const resultOperations = [
  implement(contract.countContest, async (ctx, { contestId, expectedVersion }) => {
    const { row, next } = await openFor(ctx, contestId, 'count')
    if ((await counts.countWaitingPapers(ctx, contestId)) > 0) refuse('rule_broken', problem('contests.papers_waiting'))
    const ordinal = ((await counts.listCounts(ctx, contestId))[0]?.ordinal ?? 0) + 1
    const text = packageText(await packContest(ctx, row, ordinal))
    const { digest, publicKey, signature } = await sealPackage(ctx, text)
    const countId = newId(ctx.now)
    await counts.insertCount(ctx, contestId, {
      ordinal,
      id: countId,
      counted_at: ctx.now,
      counted_by: ctx.actor.name,
      package: text,
      digest,
      public_key: publicKey,
      signature,
    })
    const version = await updateContest(ctx, contestId, expectedVersion, { state: next })
    await appendEvent(ctx, contestId, 'counted', { ordinal, digest })
    ctx.announce('contests.counted', { subject: { kind: CONTEST, id: contestId }, after: { ordinal, digest } })
    return { id: contestId, version, countId, digest }
  }),

  implement(contract.sendCountBack, async (ctx, { contestId, expectedVersion, reason }) => {
    const { next } = await openFor(ctx, contestId, 'send_back')
    await counts.sendBackCountRow(ctx, await lastCount(ctx, contestId), reason)
    const version = await updateContest(ctx, contestId, expectedVersion, { state: next })
    await appendEvent(ctx, contestId, 'sent_back', { reason })
    ctx.announce('contests.sent_back', { subject: { kind: CONTEST, id: contestId }, data: { reason } })
    return { id: contestId, version }
  }),

  implement(contract.signCount, async (ctx, { contestId, expectedVersion, digest, compared, note }) => {
    const { next } = await openFor(ctx, contestId, 'sign')
    const count = await lastCount(ctx, contestId)
    if (count.digest !== digest) refuse('conflict', problem('contests.other_digest', {}, ['digest']))
    if (!isGenuine(count)) refuse('rule_broken', problem('contests.package_changed'))
    const counted = (await listLog(ctx, contestId)).find(({ kind }) => kind === 'counted')
    if (counted?.person_id === ctx.actor.personId && ctx.actor.personId !== 'system')
      refuse('rule_broken', problem('contests.signs_own_count'))
    const seen = compared.length > 0 ? zh.result.compared(compared) : ''
    await counts.signCountRow(ctx, count, [note, seen].filter(Boolean).join('；'))
    const version = await updateContest(ctx, contestId, expectedVersion, { state: next })
    await appendEvent(ctx, contestId, 'signed', { digest })
    ctx.announce('contests.signed', { subject: { kind: CONTEST, id: contestId }, after: { digest, compared } })
    return { id: contestId, version }
  }),

  implement(contract.publishContest, async (ctx, { contestId, expectedVersion }) => {
    const { row, next } = await openFor(ctx, contestId, 'publish')
    const version = await updateContest(ctx, contestId, expectedVersion, {
      state: next,
      published_at: ctx.now,
      published_by: ctx.actor.name,
    })
    await appendEvent(ctx, contestId, 'published', {})
    ctx.announce('contests.published', { subject: { kind: CONTEST, id: contestId } })
    await tellPublished(ctx, row)
    return { id: contestId, version }
  }),

  implement(contract.showResult, async (ctx, { contestId }) => {
    const row = await getSeen(ctx, contestId)
    const rows = await counts.listCounts(ctx, contestId)
    const last = rows[0]
    const standing = last && last.sent_back_at === null ? last : undefined
    return {
      result: standing ? resultOf(standing) : null,
      counts: rows.map(countRecord),
      isGenuine: standing ? isGenuine(standing) : null,
      decisions: (await counts.listDecisions(ctx, row.id)).map((decision) => ({
        id: decision.id,
        kind: decision.kind,
        entrantKey: decision.entrant_key,
        text: decision.text,
        unitId: decision.unit_id,
        dueOn: decision.due_on,
        itemId: decision.item_id,
        decidedAt: decision.decided_at.toISOString(),
        decidedBy: decision.decided_by,
      })),
    }
  }),

  implement(contract.downloadPackage, async (ctx, { contestId, ordinal }) => {
    const row = await getSeen(ctx, contestId)
    const rows = await counts.listCounts(ctx, contestId)
    const count = ordinal === undefined ? rows[0] : rows.find((each) => each.ordinal === ordinal)
    if (!count) return refuse('not_found', problem('record.not_found'))
    if (!ctx.actor.may('contests.supervise') && tellsVoters(contentOf(count)))
      return refuse('forbidden', problem('contests.package_tells_voters'))
    return {
      name: `${zh.result.package}-${row.name}-${count.ordinal}.json`,
      type: contract.downloadPackage.fileOut ?? '',
      bytes: new TextEncoder().encode(packageFile(count)),
    }
  }),

  implement(contract.downloadRecount, async () => ({
    name: 'recount.mjs',
    type: contract.downloadRecount.fileOut ?? '',
    bytes: await readShipped('recount.mjs'),
  })),

  implement(contract.decideOnResult, async (ctx, { contestId, asItem, ...decision }) => {
    const { row } = await openFor(ctx, contestId, 'decide')
    if (decision.entrantKey !== null && !row.body.entrants.some(({ key }) => key === decision.entrantKey))
      refuse('invalid', problem('contests.no_such_entrant', {}, ['entrantKey']))
    await requireOpenUnits(ctx, [{ field: 'unitId', id: decision.unitId }])
    if (asItem && decision.unitId === null) refuse('invalid', problem('contests.item_needs_unit', {}, ['unitId']))
    const id = newId(ctx.now)
    const itemId = asItem ? await openItemOf(ctx, row, decision) : null
    await counts.insertDecision(ctx, contestId, {
      id,
      kind: decision.kind,
      entrant_key: decision.entrantKey,
      text: decision.text,
      unit_id: decision.unitId,
      due_on: decision.dueOn,
      item_id: itemId,
      decided_at: ctx.now,
      decided_by: ctx.actor.name,
    })
    await appendEvent(ctx, contestId, 'decided', { decisionId: id, entrantKey: decision.entrantKey })
    ctx.announce('contests.decided', { subject: { kind: CONTEST, id: contestId }, after: { id, ...decision, itemId } })
    return { id, itemId }
  }),
]

/** A contest whose result the acting person may see: everybody once it is published, before that those who run or supervise it. */
export async function getSeen(ctx: OperationContext, contestId: string): Promise<ContestRow> {
  const row = await getContest(ctx, contestId)
  if (row.state !== 'published' && !isInside(ctx)) refuse('not_found', problem('contests.not_published'))
  return row
}

async function lastCount(ctx: OperationContext, contestId: string): Promise<counts.CountRow> {
  const [last] = await counts.listCounts(ctx, contestId)
  return last ?? refuse('not_found', problem('record.not_found'))
}

function countRecord(row: counts.CountRow): contract.CountRecord {
  return {
    id: row.id,
    ordinal: row.ordinal,
    countedAt: row.counted_at.toISOString(),
    countedBy: row.counted_by,
    digest: row.digest,
    fingerprint: fingerprintOf(row.public_key),
    signedAt: row.signed_at?.toISOString() ?? null,
    signedBy: row.signed_by,
    signNote: row.sign_note,
    sentBackAt: row.sent_back_at?.toISOString() ?? null,
    sentBackReason: row.sent_back_reason,
  }
}

/** A commitment as a supervised item of the closed loop, reported by the unit that stands for the region, to be handled by who committed itself. */
async function openItemOf(
  ctx: OperationContext,
  row: ContestRow,
  decision: { readonly text: string; readonly unitId: string | null; readonly dueOn: string | null },
): Promise<string> {
  const region = await findUnitOfRegion(ctx, dayOf(ctx.now))
  return openItemFrom(ctx, {
    unitId: region?.id ?? decision.unitId ?? '',
    body: {
      kind: 'supervised',
      origin: 'meeting',
      class: 'other',
      title: zh.result.itemTitle(row.name, decision.text),
      text: decision.text,
      neededOn: decision.dueOn === null ? null : asDay(decision.dueOn),
      suggestedUnitId: decision.unitId,
    },
    data: { contestId: row.id },
  })
}
