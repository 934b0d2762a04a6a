import { newSealKeys } from '../../../kernel/seal.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { contestsMessages } from '../messages/index.ts'
import { canonicalJson } from '../rules/canonical.ts'
import { problemsOfBody } from '../rules/check-body.ts'
import { bodyWithSources } from '../rules/sources.ts'
import { usualBody } from '../rules/usual.ts'
import * as store from '../store/contests.ts'
import { signedCounts } from '../store/counts.ts'
import { keepSeats, keptSeat, listSeats } from '../store/seats.ts'
import { actionsOn, CONTEST, openFor } from './open-contest.ts'
import { resultOf } from './package.ts'

const zh = contestsMessages['zh-CN']

/** The operations on a contest and its rules. */
export const contestOperations = [
  implement(contract.listContests, async (ctx, { cursor, limit, ...filter }) => {
    const page = await store.listContests(ctx, filter, { cursor, limit })
    return { items: page.items.map((row) => lineOf(ctx, row)), nextCursor: page.nextCursor }
  }),

  implement(contract.showContest, async (ctx, { contestId }) => {
    const row = await store.getContest(ctx, contestId)
    return {
      ...lineOf(ctx, row),
      body: row.body,
      frozenAt: row.frozen_at?.toISOString() ?? null,
      frozenBy: row.frozen_by,
      copiedFrom: row.copied_from,
    }
  }),

  implement(contract.checkContest, async (ctx, { contestId }) => {
    const { body, problems } = await proven(ctx, (await store.getContest(ctx, contestId)).body)
    return {
      problems: problems.map(({ code, params, path }) => ({ code, params: { ...params }, path: [...(path ?? [])] })),
      rulesHash: hashOf(body),
    }
  }),

  implement(contract.createContest, async (ctx, { head, body }) => {
    const { defaults } = zh
    const id = newId(ctx.now)
    const words = { ...defaults, grades: [...defaults.grades] }
    await store.insertContest(ctx, { id, head, body: body ?? usualBody(head.kind, words) })
    await store.appendEvent(ctx, id, 'created', {})
    ctx.announce('contests.created', { subject: { kind: CONTEST, id }, after: head })
    return { id, version: 1 }
  }),

  implement(contract.saveContest, async (ctx, { contestId, expectedVersion, head, body }) => {
    const { row } = await openFor(ctx, contestId, 'edit')
    const version = await store.updateContest(ctx, contestId, expectedVersion, {
      kind: head.kind,
      name: head.name,
      held_on: head.heldOn,
      period: head.period,
      place: head.place,
      body: JSON.stringify(body),
    })
    ctx.announce('contests.saved', { subject: { kind: CONTEST, id: contestId }, before: row.body, after: body })
    return { id: contestId, version }
  }),

  implement(contract.freezeContest, async (ctx, { contestId, expectedVersion }) => {
    const { row, next } = await openFor(ctx, contestId, 'freeze')
    const { body, problems } = await proven(ctx, row.body)
    const [first, ...rest] = problems
    if (first) refuse('rule_broken', first, ...rest)
    const rulesHash = hashOf(body)
    const version = await store.updateContest(ctx, contestId, expectedVersion, {
      state: next,
      body: JSON.stringify(body),
      rules_hash: rulesHash,
      frozen_at: ctx.now,
      frozen_by: ctx.actor.name,
      ...(await sealingKeys(ctx, contestId)),
    })
    await store.appendEvent(ctx, contestId, 'frozen', { rulesHash })
    ctx.announce('contests.frozen', { subject: { kind: CONTEST, id: contestId }, after: { rulesHash } })
    return { id: contestId, version, rulesHash }
  }),

  implement(contract.copyContest, async (ctx, { contestId, name, asRehearsal }) => {
    const row = await store.getContest(ctx, contestId)
    const id = newId(ctx.now)
    const head = contract.ContestHead.parse({
      kind: row.kind,
      name,
      heldOn: row.held_on,
      period: row.period,
      place: row.place,
    })
    await store.insertContest(ctx, { id, head, body: row.body, isRehearsal: asRehearsal, copiedFrom: contestId })
    const seats = await listSeats(ctx, contestId)
    await keepSeats(
      ctx,
      id,
      seats.map((seat) => ({
        ...keptSeat(seat),
        id: newId(ctx.now),
        excluded: '[]',
        secret_digest: null,
        device_digest: null,
        bound_at: null,
        left_at: null,
        left_reason: null,
      })),
    )
    await store.appendEvent(ctx, id, 'copied', { from: contestId })
    ctx.announce('contests.created', { subject: { kind: CONTEST, id }, after: head, data: { copiedFrom: contestId } })
    return { id, version: 1 }
  }),

  implement(contract.cancelContest, async (ctx, { contestId, expectedVersion, reason }) => {
    const { next } = await openFor(ctx, contestId, 'cancel')
    const version = await store.updateContest(ctx, contestId, expectedVersion, { state: next })
    await store.appendEvent(ctx, contestId, 'cancelled', { reason })
    ctx.announce('contests.cancelled', { subject: { kind: CONTEST, id: contestId }, data: { reason } })
    return { id: contestId, version }
  }),

  implement(contract.listContestLog, async (ctx, { contestId }) => {
    await store.getContest(ctx, contestId)
    const rows = await store.listLog(ctx, contestId)
    return {
      items: rows.map((row) => ({
        id: row.id,
        ordinal: row.ordinal,
        kind: row.kind,
        at: row.at.toISOString(),
        actorName: row.person_name,
        entrantKey: textOf(row.data['entrantKey']) ?? textOf(row.data['about']),
        reason: textOf(row.data['reason']),
      })),
    }
  }),
]

const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** The SM3 of rules as text that is written in one way only: what everybody can hold against the rules they see. */
function hashOf(body: contract.ContestBody): string {
  return sm3Of(canonicalJson(body))
}

/** Rules with what other contests give written in, and everything that keeps them from being frozen. */
async function proven(
  ctx: OperationContext,
  draft: contract.ContestBody,
): Promise<{ readonly body: contract.ContestBody; readonly problems: readonly Problem[] }> {
  const ids = draft.parts.flatMap(({ source }) => (source.kind === 'contest' ? source.contestId : []))
  const rows = (await store.listContestsById(ctx, ids)).filter(({ state }) => state === 'published')
  const counts = await signedCounts(
    ctx,
    rows.map(({ id }) => id),
  )
  const results = new Map(
    rows.flatMap((row) => {
      const count = counts.get(row.id)
      return count ? [[row.id, { body: row.body, result: resultOf(count) }] as const] : []
    }),
  )
  const { body, problems } = bodyWithSources(draft, results)
  return { body, problems: [...problems, ...problemsOfBody(body)] }
}

/** The pair of keys ballots are sealed to; a house that can keep no secret has none, and its judges need the network. */
async function sealingKeys({ vault }: OperationContext, contestId: string) {
  if (!vault) return { sealing_public: null, sealing_private: null }
  const { publicKey, privateKey } = await newSealKeys()
  return { sealing_public: publicKey, sealing_private: vault.seal(privateKey, `contest ${contestId}`) }
}

function lineOf(ctx: OperationContext, row: store.ContestRow): contract.ContestLine {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    heldOn: row.held_on as contract.ContestLine['heldOn'],
    period: row.period as contract.ContestLine['period'],
    place: row.place,
    state: row.state,
    isRehearsal: row.is_rehearsal,
    entrants: row.body.entrants.length,
    rulesHash: row.rules_hash,
    publishedAt: row.published_at?.toISOString() ?? null,
    version: row.version,
    actions: actionsOn(ctx, row),
  }
}
