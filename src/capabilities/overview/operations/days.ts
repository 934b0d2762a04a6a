import { addDays, compareDays, dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement } from '../../../platform/run-operation.ts'
import { keepDay } from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import * as store from '../store.ts'
import { projectsSeen, stateToKeep, targetsSeen } from './states.ts'

/** Keeping days to compare with. */
export const dayOperations = [
  implement(keepDay, async (ctx, input) => {
    const today = dayOf(ctx.now)
    const day = input.day ?? addDays(today, -1)
    if (compareDays(day, today) >= 0) refuse('rule_broken', problem('overview.day_not_over', { day }, ['day']))
    const kept = await store.countDays(ctx, day)
    if (kept.own > 0) return { day, isKept: false }
    const state = stateToKeep((await projectsSeen(ctx)) ?? [], (await targetsSeen(ctx)) ?? [])
    await store.insertDay(ctx, { day, isOpening: kept.all === 0, ...state, at: ctx.now })
    await store.emptyDaysBefore(ctx, addDays(today, -defaults.daysKeptWhole))
    return { day, isKept: true }
  }),
]
