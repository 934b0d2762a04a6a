import { type Day, dayOf, daysBetween } from '../../../kernel/day.ts'
import { counted, quotient } from '../../../kernel/figure-rules.ts'
import { firstDay, lastDay, type Period } from '../../../kernel/period.ts'
import { addUp, type FigureTeller, type ListTeller, ofUnits, tellList } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, unitsBelow } from '../../organisation/public.ts'
import { nodeFigureWords, nodeListWords } from '../messages/figures.zh-CN.ts'
import { nodeFigureWords as figuresInEnglish, nodeListWords as listsInEnglish } from '../messages/figures.en.ts'
import { type NodeHit, nodeHits } from '../rules/nodes.ts'
import { listReferenceNodes } from '../store/baselines.ts'
import { listStandingPlans } from './nodes.ts'

/** A node planned to be finished in a period, with its project and the unit that answers for it: its own, else that of the project. */
interface DueNode extends NodeHit {
  readonly projectId: string
  readonly projectName: string
  readonly unitId: string
  readonly slipReason: string
}

/** Planned for a day that is over, or finished before: what is still ahead is neither met nor missed. */
const isSettled = ({ isHit }: DueNode) => isHit !== null
const due = counted<DueNode>(isSettled)
const met = counted<DueNode>(({ isHit }) => isHit === true)

/** The figures of backward schedules: nodes planned to be finished in a period, and how many of them were by their day. */
export const schedulesFigures: readonly FigureTeller[] = addUp<DueNode>({
  figures: {
    'schedules.nodes_due': { unit: 'count', rule: due },
    'schedules.nodes_met': { unit: 'count', rule: met },
    'schedules.node_hit_rate': { unit: 'ratio', rule: quotient(met, due) },
  },
  words: { 'zh-CN': nodeFigureWords, en: figuresInEnglish },
  read: nodesIn,
  unitOf: ({ unitId }) => unitId,
  unitsBelow,
  path: (_, period, unitIds) => {
    const search = new URLSearchParams({ dueFrom: firstDay(period), dueTo: lastDay(period), withFinished: '1' })
    for (const unitId of unitIds ?? []) search.append('unitId', unitId)
    return `/schedules?${search}`
  },
})

/** The list of nodes that were missed in a period. */
export const schedulesLists: readonly ListTeller[] = [
  tellList({
    id: 'schedules.missed_nodes',
    columns: {
      project: 'text',
      node: 'text',
      unit: 'text',
      planned_on: 'day',
      finished_on: 'day',
      days_late: 'days',
      reason: 'text',
    },
    words: { 'zh-CN': nodeListWords, en: listsInEnglish },
    unitsBelow,
    rows: async (ctx, period, units) => {
      const missed = ofUnits(await nodesIn(ctx, period), units, ({ unitId }) => unitId)
        .filter(({ isHit }) => isHit === false)
        .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      const names = await namesOfUnits(
        ctx,
        missed.map(({ unitId }) => unitId),
      )
      return missed.map((node) => ({
        project: node.projectName,
        node: node.name,
        unit: names.get(node.unitId)?.shortName ?? '',
        planned_on: node.plannedOn,
        finished_on: node.finishedOn,
        days_late: String(daysBetween(node.plannedOn, node.finishedOn ?? dayOf(ctx.now))),
        reason: node.slipReason,
      }))
    },
  }),
]

function keyOf({ plannedOn, projectId, nodeId }: DueNode): string {
  return `${plannedOn} ${projectId} ${nodeId}`
}

/** Every node planned for a period, by the reference baseline of its project where it has one. */
async function nodesIn(ctx: OperationContext, period: Period): Promise<readonly DueNode[]> {
  const plans = await listStandingPlans(ctx)
  const references = await listReferenceNodes(
    ctx,
    plans.map(({ project }) => project.id),
  )
  const span: { readonly first: Day; readonly last: Day; readonly today: Day } = {
    first: firstDay(period),
    last: lastDay(period),
    today: dayOf(ctx.now),
  }
  return plans.flatMap(({ project, plan, schedule }) =>
    nodeHits(plan.network, schedule, references.get(project.id) ?? [], span).map((hit) => {
      const charge = plan.kept.get(hit.nodeId)
      return {
        ...hit,
        projectId: project.id,
        projectName: project.name,
        unitId: charge?.unitId ?? project.unitId,
        slipReason: charge?.slipReason ?? '',
      }
    }),
  )
}
