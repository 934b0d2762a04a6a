import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { lastDay } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { roundPeriod } from '../rules/round-clock.ts'
import { listEditionHeads } from '../store/editions.ts'
import { findVersionInForce } from '../store/schemes.ts'
import * as store from '../store/rounds.ts'
import { collect } from './round-collect.ts'
import { readHeldRound, readRound, readRounds, requireAct, ROUND } from './round-read.ts'
import { roundLine, roundPage } from './round-view.ts'
import { tellFiguresWanted } from './tellings.ts'

/** Opening, listing and showing rounds, and reading the ledgers for them. */
export const roundsOperations = [
  implement(contract.listRounds, async (ctx, { cursor, limit, ...filter }) => {
    const page = await store.listRounds(ctx, filter, { cursor, limit })
    const rounds = await readRounds(ctx, page.items)
    return { items: rounds.map((round) => roundLine(ctx, round)), nextCursor: page.nextCursor }
  }),

  implement(contract.openRound, async (ctx, { schemeId, level, period }) => {
    const version = await findVersionInForce(ctx, schemeId)
    if (!version) return refuse('rule_broken', problem('assessment.no_version_in_force', {}, ['schemeId']))
    orRefuse(roundPeriod(level, period, version.year, dayOf(ctx.now)))
    if (!version.body.levels[level])
      refuse('rule_broken', problem('assessment.level_not_in_scheme', { level }, ['level']))
    const id = newId(ctx.now)
    await store.insertRound(ctx, {
      region_code: ctx.scope.region,
      id,
      scheme_id: schemeId,
      version_id: version.id,
      level,
      period,
      period_end: lastDay(period),
      state: 'open',
      check_started_on: null,
      check_due_on: null,
      edition: null,
      published_edition: null,
      published_at: null,
      published_by_name: null,
      reopen_reason: null,
      opened_at: ctx.now,
      opened_by_name: ctx.actor.name,
      updated_at: ctx.now,
    })
    const round = await readRound(ctx, id)
    const read = await collect(ctx, round)
    await tellFiguresWanted(ctx, round)
    ctx.announce('assessment.round_opened', { subject: { kind: ROUND, id }, after: { schemeId, level, period } })
    return { id, version: 1, ...read }
  }),

  implement(contract.showRound, async (ctx, { roundId }) => {
    const round = await readRound(ctx, roundId)
    return roundPage(ctx, round, await listEditionHeads(ctx, [roundId]))
  }),

  implement(contract.collectFigures, async (ctx, { roundId, expectedVersion }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'collect')
    const read = await collect(ctx, round)
    const version = await store.updateRound(ctx, roundId, expectedVersion, { updated_at: ctx.now })
    ctx.announce('assessment.figures_collected', { subject: { kind: ROUND, id: roundId }, data: read })
    return { id: roundId, version, ...read }
  }),
]
