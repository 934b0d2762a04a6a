import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { amountOf, partsOf } from '../rules/amounts.ts'
import { mayLeave } from '../rules/needs.ts'
import * as store from '../store/balance.ts'
import { shownApprovals } from './scope.ts'

const SUPPLY = 'factor_supply'

/** The operations on the region's supply and balance. */
export const balanceOperations = [
  implement(contract.showBalance, async (ctx, { year }) => {
    const today = dayOf(ctx.now)
    const supplies = new Map((await store.sumSupplies(ctx, year)).map((row) => [row.factor, row.supply]))
    const needs = new Map((await store.sumNeeds(ctx, year, today)).map((row) => [row.factor, row]))
    const approvals = await store.listApprovals(ctx, year)
    const approvalOf = await shownApprovals(ctx, approvals)
    return {
      year,
      asOf: today,
      items: contract.FACTORS.map((factor) => {
        const amount = (parts: number | undefined) => amountOf(factor, parts ?? 0)
        const sums = needs.get(factor)
        const supply = supplies.get(factor) ?? 0
        return {
          factor,
          supply: amount(supply),
          allocated: amount(sums?.allocated),
          borrowed: amount(sums?.borrowed),
          left: amount(supply - (sums?.allocated ?? 0)),
          asked: amount(sums?.asked),
          wanted: amount(sums?.wanted),
          uncovered: amount(sums?.uncovered),
          delivered: amount(sums?.delivered),
          needs: sums?.needs ?? 0,
          late: sums?.late ?? 0,
          approvals: approvals
            .filter((each) => each.factor === factor)
            .flatMap((each) => {
              const approval = approvalOf(each)
              return approval ? [{ ...approval, onDay: each.on_day as Day }] : []
            }),
        }
      }),
    }
  }),

  implement(contract.listSupplies, async (ctx, { year, factor }) => {
    const rows = await store.listSupplies(ctx, year, factor)
    const approvalOf = await shownApprovals(ctx, rows)
    return {
      items: rows.map((row) => ({
        id: row.id,
        factor: row.factor,
        year: row.year,
        amount: amountOf(row.factor, row.amount),
        onDay: row.on_day as Day,
        basis: row.basis,
        approval: approvalOf(row),
        actorName: row.actor_name,
        at: row.at.toISOString(),
      })),
    }
  }),

  implement(contract.enterSupply, async (ctx, { factor, year, amount, onDay, basis, approval }) => {
    const parts = orRefuse(partsOf(factor, amount))
    if (parts === 0) refuse('rule_broken', problem('project_support.no_amount', {}, ['amount']))
    if (onDay > dayOf(ctx.now)) refuse('rule_broken', problem('project_support.in_future', { day: onDay }, ['onDay']))
    if (approval) await requireChief(ctx, approval.postId)
    await leaveBalance(ctx, { factor, year }, parts, approval)
    const id = newId(ctx.now)
    await store.insertSupply(ctx, {
      id,
      factor,
      year,
      amount: parts,
      on_day: onDay,
      basis,
      approval_post_id: approval?.postId ?? null,
      approval_document: approval?.document ?? '',
      actor_id: ctx.actor.personId,
      actor_name: ctx.actor.name,
      at: ctx.now,
    })
    ctx.announce('project_support.supply_entered', {
      subject: { kind: SUPPLY, id },
      after: { factor, year, amount, basis },
    })
    return { id }
  }),
]

/**
 * Holds the balance of a factor and year and lets it change by some parts: it may go below nothing, or further below, only with a named
 * approval. A movement that leaves the balance alone holds nothing.
 */
export async function leaveBalance(
  ctx: OperationContext,
  of: store.FactorYear,
  change: number,
  approval: contract.Approval | null,
): Promise<void> {
  if (change === 0) return
  await store.holdBalance(ctx, of)
  const left = await store.readLeft(ctx, of)
  const outcome = mayLeave(left, left + change, approval !== null)
  if (outcome.ok) return
  const [first] = outcome.problems
  if (!first) return
  const params = {
    factor: of.factor,
    left: amountOf(of.factor, left),
    short: amountOf(of.factor, -(left + change)),
  }
  refuse('rule_broken', problem(first.code, params, ['amount']))
}

/** Refuses an approval by anybody who is not a chief leader. */
export async function requireChief(ctx: OperationContext, postId: string): Promise<void> {
  const post = (await titlesOfPosts(ctx, [postId])).get(postId)
  if (post?.role !== 'chief_leader')
    refuse('rule_broken', problem('project_support.not_a_chief', {}, ['approval', 'postId']))
}
