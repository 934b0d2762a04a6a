import { addDays, type Day } from '../../kernel/day.ts'
import type { OutputOf } from '../../kernel/operation.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import { listProjects, type ProjectLine } from '../key-projects/contract.ts'
import { changePlan, keepBaseline, makePlan, type PlanChange, type PlannedNode, showPlan } from './contract.ts'

const PLANS = 12
/** The one among them whose opening day cannot be kept. */
const IMPOSSIBLE = 5
/** Days from today to the opening day, in the order of the plans: some under way for long, some just begun. */
const DAYS_TO_OPENING = [140, 320, 210, 420, 260, 370, 380, 180, 520, 290, 340, 350]
const TEMPLATES: Readonly<Record<string, string>> = {
  industry: 'industrial_plant',
  infrastructure: 'park_infrastructure',
  livelihood: 'public_building',
}
/** Who examines a permit, by what its node is called. */
const AUTHORITIES = [
  [/环境|排污/, '示例生态环境局'],
  [/用地|规划|不动产|土地/, '示例自然资源和规划局'],
  [/./, '示例行政审批服务局'],
] as const

/** Plans of a dozen invented projects: worked back from invented opening days, with invented facts, one of them impossible. */
export async function sampleSchedules(write: SampleWriter): Promise<void> {
  const next = seededNumbers(1_107_861)
  const { items } = await write.run(listProjects, {
    text: '示例',
    stage: ['permits', 'started', 'under_construction'],
    limit: 200,
  })
  const chosen = items.filter(({ category }) => category !== null && category in TEMPLATES).slice(0, PLANS)
  for (const [index, project] of chosen.entries()) await samplePlan(write, project, index, next)
}

async function samplePlan(write: SampleWriter, project: ProjectLine, index: number, next: () => number): Promise<void> {
  const projectId = project.id
  const openOn = addDays(write.today, DAYS_TO_OPENING[index] ?? 300)
  const { version } = await write.run(makePlan, {
    projectId,
    template: TEMPLATES[project.category ?? ''] ?? null,
    openOn,
    unitId: project.unitId,
  })
  const isImpossible = index === IMPOSSIBLE
  const { plan } = await write.run(showPlan, { projectId })
  if (!plan) return
  const kept = await write.run(keepBaseline, {
    projectId,
    expectedVersion: version,
    name: '示例下达计划',
    reason: '示例：年初调度会定下的节点',
  })
  await write.run(changePlan, {
    projectId,
    expectedVersion: kept.version,
    changes: isImpossible ? [] : factsOf(plan, write.today, next),
    charges: plan.nodes.flatMap(({ id, name, permit }) => {
      const authority = AUTHORITIES.find(([words]) => words.test(name))?.[1] ?? ''
      const unitId = write.ids.units.get(authority)
      return permit && unitId ? [{ nodeId: id, unitId }] : []
    }),
    reason: '示例：节点责任与进度',
  })
}

type Plan = NonNullable<OutputOf<typeof showPlan>['plan']>

/** What was finished by now, nearly on time; what should be going on goes on; here and there a node is left behind. */
function factsOf({ nodes }: Plan, today: Day, next: () => number): PlanChange[] {
  return nodes.flatMap((node): PlanChange[] => {
    const isLeftBehind = next() < 0.06
    const slip = Math.floor(next() * 9) - 6
    if (node.lateFinish < today) return isLeftBehind ? begun(node, today) : [finished(node, today, slip)]
    return node.lateStart < today && node.days > 0 ? begun(node, today) : []
  })
}

function finished(node: PlannedNode, today: Day, slip: number): PlanChange {
  const latest = addDays(today, -1)
  const planned = addDays(node.lateFinish, slip)
  const finishedOn = planned > latest ? latest : planned
  const startedOn = node.days === 0 || node.lateStart > finishedOn ? finishedOn : node.lateStart
  return { kind: 'set_facts', nodeId: node.id, facts: { startedOn, finishedOn, remainingDays: null } }
}

function begun(node: PlannedNode, today: Day): PlanChange[] {
  const latest = addDays(today, -1)
  const startedOn = node.lateStart > latest ? latest : node.lateStart
  return [{ kind: 'set_facts', nodeId: node.id, facts: { startedOn, finishedOn: null, remainingDays: null } }]
}
