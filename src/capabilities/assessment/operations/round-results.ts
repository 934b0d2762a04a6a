import { dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { canonicalJson } from '../rules/canonical.ts'
import { checkDueOn } from '../rules/round-clock.ts'
import { insertEdition, listEditions, publishEdition } from '../store/editions.ts'
import { listRoundsById, listRoundsOfUnit, updateRound } from '../store/rounds.ts'
import { rankNow, roundRanking, seeRound } from './round-ranking.ts'
import { readHeldRound, readRound, readRounds, requireAct, ROUND } from './round-read.ts'
import { tellCheckStarted, tellPublished } from './tellings.ts'

/** From the figures to a published ranking: laid before the units, settled, published, opened again. */
export const roundResultsOperations = [
  implement(contract.startChecking, async (ctx, { roundId, expectedVersion }) => {
    const round = await readHeldRound(ctx, roundId)
    const state = requireAct(ctx, round, 'start_checking')
    const { dueOn, columns } = checkWindow(ctx)
    const version = await updateRound(ctx, roundId, expectedVersion, { state, ...columns, updated_at: ctx.now })
    ctx.announce('assessment.check_started', {
      subject: { kind: ROUND, id: roundId },
      before: { state: round.row.state },
      after: { state, checkDueOn: dueOn },
    })
    await tellCheckStarted(ctx, round, dueOn)
    return { id: roundId, version, checkDueOn: dueOn }
  }),

  implement(contract.settleRound, async (ctx, { roundId, expectedVersion }) => {
    const round = await readHeldRound(ctx, roundId)
    const state = requireAct(ctx, round, 'settle')
    const edition = (round.row.edition ?? 0) + 1
    const version = await updateRound(ctx, roundId, expectedVersion, { state, edition, updated_at: ctx.now })
    const { comparison, ranking, marks } = await rankNow(ctx, round)
    const digest = sm3Of(canonicalJson({ comparison, ranking }))
    await insertEdition(ctx, {
      region_code: ctx.scope.region,
      round_id: roundId,
      edition,
      export: JSON.stringify(comparison),
      ranking: JSON.stringify(ranking),
      marks: JSON.stringify(marks),
      digest,
      settled_at: ctx.now,
      settled_by: ctx.actor.personId,
      settled_by_name: ctx.actor.name,
      published_at: null,
      published_by_name: null,
      note: '',
    })
    ctx.announce('assessment.round_settled', {
      subject: { kind: ROUND, id: roundId },
      before: { state: round.row.state },
      after: { state, edition, digest },
    })
    return { id: roundId, version, edition, digest }
  }),

  implement(contract.reopenRound, async (ctx, { roundId, expectedVersion, reason }) => {
    const round = await readHeldRound(ctx, roundId)
    const state = requireAct(ctx, round, 'reopen')
    // What goes back to checking is laid before the units anew; a correction of what is published is not.
    const again = state === 'checking' ? checkWindow(ctx) : undefined
    const version = await updateRound(ctx, roundId, expectedVersion, {
      state,
      reopen_reason: reason,
      ...again?.columns,
      updated_at: ctx.now,
    })
    ctx.announce('assessment.round_reopened', {
      subject: { kind: ROUND, id: roundId },
      before: { state: round.row.state },
      after: { state, ...(again ? { checkDueOn: again.dueOn } : {}) },
      data: { reason },
    })
    if (again) await tellCheckStarted(ctx, round, again.dueOn)
    return { id: roundId, version }
  }),

  implement(contract.publishRound, async (ctx, { roundId, expectedVersion, note }) => {
    const round = await readHeldRound(ctx, roundId)
    const state = requireAct(ctx, round, 'publish')
    const { edition } = round.row
    if (edition === null) return refuse('rule_broken', problem('assessment.nothing_to_publish'))
    const version = await updateRound(ctx, roundId, expectedVersion, {
      state,
      published_edition: edition,
      published_at: ctx.now,
      published_by_name: ctx.actor.name,
      updated_at: ctx.now,
    })
    await publishEdition(ctx, { roundId, edition }, { at: ctx.now, byName: ctx.actor.name, note })
    ctx.announce('assessment.ranking_published', {
      subject: { kind: ROUND, id: roundId },
      before: { state: round.row.state, edition: round.row.published_edition },
      after: { state, edition },
      ...(note ? { data: { reason: note } } : {}),
    })
    await tellPublished(ctx, round, edition)
    return { id: roundId, version, edition }
  }),

  implement(contract.showRanking, async (ctx, { roundId, edition }) => {
    const round = await readRound(ctx, roundId)
    return roundRanking(ctx, round, await seeRound(ctx, round, edition))
  }),

  implement(contract.listUnitPlaces, async (ctx, { unitId, limit }) => {
    const published = await listRoundsOfUnit(ctx, unitId, limit)
    const rounds = await readRounds(
      ctx,
      await listRoundsById(
        ctx,
        published.map(({ id }) => id),
      ),
    )
    const editions = new Map(
      (
        await listEditions(
          ctx,
          published.flatMap(({ id, published_edition: edition }) =>
            edition === null ? [] : [{ roundId: id, edition }],
          ),
        )
      ).map((each) => [each.round_id, each]),
    )
    const byId = new Map(rounds.map((round) => [round.row.id, round]))
    return {
      items: published.flatMap(({ id }) => {
        const [round, edition] = [byId.get(id), editions.get(id)]
        if (!round || !edition) return []
        return edition.ranking.groups.flatMap(({ name, places }) =>
          places
            .filter(({ unit }) => unit === unitId)
            .map(({ rank, of, total }) => ({
              roundId: id,
              schemeId: round.row.scheme_id,
              schemeName: round.schemeName,
              level: round.row.level,
              period: round.period,
              groupName: name,
              rank,
              of,
              total,
              publishedAt: edition.published_at?.toISOString() ?? '',
            })),
        )
      }),
    }
  }),
]

/** The working days of checking that begin today, as the round keeps them. */
function checkWindow(ctx: OperationContext) {
  const startedOn = dayOf(ctx.now)
  const dueOn = checkDueOn(ctx.calendar, startedOn)
  return { dueOn, columns: { check_started_on: startedOn, check_due_on: dueOn } }
}
