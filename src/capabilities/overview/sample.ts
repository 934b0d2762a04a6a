import { addDays } from '../../kernel/day.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import {
  listProjects,
  moveStage,
  type ProjectBody,
  ProjectBody as ProjectBodyShape,
  showProject,
  STAGES,
  updateProject,
} from '../key-projects/contract.ts'
import { keepDay } from './contract.ts'

/** What is changed of an invented project so that there is something to compare: money comes in, a plan grows, a stage is passed. */
const STEPS = {
  catchUp: (body) => ({ investedThisYear: (body.yearPlan ?? 0) as ProjectBody['investedThisYear'] }),
  growPlan: (body) => ({ yearPlan: Math.round((body.yearPlan ?? 0) * 1.6) as ProjectBody['yearPlan'] }),
} as const satisfies Record<string, (body: ProjectBody) => Partial<ProjectBody>>
type Step = keyof typeof STEPS | 'nextStage'

const LAST_WEEK: readonly Step[] = ['catchUp', 'nextStage', 'growPlan', 'catchUp', 'nextStage', 'catchUp']
const YESTERDAY: readonly Step[] = ['catchUp', 'growPlan']

/** Two kept days of the full sample county, with a few changes of invented projects after each, so that the wall has something to tell. */
export async function sampleDays(write: SampleWriter): Promise<void> {
  const { items } = await write.run(listProjects, {
    text: '示例',
    stage: ['started', 'under_construction'],
    limit: 100,
  })
  const red = items.filter(({ light, yearPlan }) => light !== 'green' && yearPlan)
  const green = items.filter(({ light, yearPlan }) => light === 'green' && yearPlan)
  const take = (step: Step) => (step === 'catchUp' ? red : green).shift()?.id
  await write.run(keepDay, { day: addDays(write.today, -8) })
  for (const step of LAST_WEEK) await change(write, take(step), step)
  await write.run(keepDay, { day: addDays(write.today, -1) })
  for (const step of YESTERDAY) await change(write, take(step), step)
}

async function change(write: SampleWriter, projectId: string | undefined, step: Step): Promise<void> {
  if (projectId === undefined) return
  const project = await write.run(showProject, { projectId })
  const expectedVersion = project.version
  if (step === 'nextStage') {
    await write.run(moveStage, {
      projectId,
      expectedVersion,
      to: STAGES[STAGES.indexOf(project.stage) + 1] ?? project.stage,
      on: write.today,
      evidence: (['physical_node', 'acceptance'] as const).map((kind) => ({ kind, text: '示例材料' })),
    })
    return
  }
  const fields = Object.keys(ProjectBodyShape.shape) as (keyof ProjectBody)[]
  const body = ProjectBodyShape.parse(Object.fromEntries(fields.map((field) => [field, project[field]])))
  await write.run(updateProject, {
    projectId,
    expectedVersion,
    body: { ...body, ...STEPS[step](body) },
    reason: '示例：调度后更新',
  })
}
