import { dayOf, daysBetween, type Day } from '../../../kernel/day.ts'
import { compare, type Exact, ZERO } from '../../../kernel/exact.ts'
import { type FigureRule, figureText, whole } from '../../../kernel/figure-rules.ts'
import type { FigureId } from '../../../kernel/figures.ts'
import { lastDay, type Period } from '../../../kernel/period.ts'
import {
  earlierDay,
  type ListRow,
  type ListTeller,
  type ListTelling,
  ofUnits,
  tellList,
} from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits, titlesOfPosts, unitsBelow } from '../../organisation/public.ts'
import { projectListWords } from '../messages/figures.zh-CN.ts'
import { projectListWords as inEnglish } from '../messages/figures.en.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { type CountedProject, pointsAhead, PROJECT_FIGURES, shareOf } from '../rules/figures.ts'
import { groupedBy } from '../rules/lists.ts'
import { lightOrder } from '../rules/project.ts'
import { readableValues } from '../rules/readable.ts'
import { countProjects, type ToldProject } from './count-figures.ts'

/** Lists are told as a Chinese paper prints them. */
const zh = keyProjectsMessages['zh-CN']

const MONEY = { year_plan: 'yuan', invested: 'yuan', completion: 'ratio', pace: 'ratio', gap: 'points' } as const
const COLUMNS = {
  lights: { number: 'text', project: 'text', unit: 'text', leader: 'text', ...MONEY, light: 'text', reason: 'text' },
  projects: { number: 'text', project: 'text', unit: 'text', ...MONEY },
  units: {
    place: 'count',
    unit: 'text',
    count: 'count',
    year_plan: 'yuan',
    plan_to_date: 'yuan',
    invested: 'yuan',
    completion: 'ratio',
    pace: 'ratio',
    gap: 'points',
    red: 'count',
    yellow: 'count',
    green: 'count',
  },
  starts: { number: 'text', project: 'text', unit: 'text', planned_on: 'day', days_late: 'days', stage: 'text' },
} as const

type Tell = (ctx: OperationContext, projects: readonly ToldProject[], period: Period) => Promise<readonly ListRow[]>

/** The lists of the key projects of a year: lights, units by what they have done, projects ahead and behind, starts that are overdue. */
export const keyProjectsLists: readonly ListTeller[] = [
  listOf('key_projects.lights', COLUMNS.lights, async (ctx, projects) => lightRows(ctx, worstFirst(projects))),
  listOf('key_projects.red_lights', COLUMNS.lights, async (ctx, projects) =>
    lightRows(ctx, worstFirst(projects.filter(({ light }) => light === 'red'))),
  ),
  listOf('key_projects.yellow_lights', COLUMNS.lights, async (ctx, projects) =>
    lightRows(ctx, worstFirst(projects.filter(({ light }) => light === 'yellow'))),
  ),
  listOf('key_projects.units', COLUMNS.units, unitRows),
  listOf('key_projects.good', COLUMNS.projects, async (ctx, projects) => moneyRows(ctx, ahead(projects))),
  listOf('key_projects.slow', COLUMNS.projects, async (ctx, projects) => moneyRows(ctx, behind(projects))),
  listOf('key_projects.overdue_starts', COLUMNS.starts, startRows),
]

function listOf(id: FigureId, columns: ListTelling['columns'], tell: Tell): ListTeller {
  return tellList({
    id,
    columns,
    words: { 'zh-CN': projectListWords, en: inEnglish },
    unitsBelow,
    rows: async (ctx, period, units) =>
      tell(
        ctx,
        ofUnits(await countProjects(ctx, period), units, ({ unitId }) => unitId),
        period,
      ),
  })
}

function worstFirst(projects: readonly ToldProject[]): readonly ToldProject[] {
  return projects
    .filter(({ light }) => light !== 'none')
    .map((project) => ({ project, points: pointsAhead(project) }))
    .toSorted(
      (one, other) =>
        lightOrder(one.project.light) - lightOrder(other.project.light) ||
        comparePoints(one.points, other.points) ||
        (one.project.row.number < other.project.row.number ? -1 : 1),
    )
    .map(({ project }) => project)
}

/** Projects at pace or ahead of it, the furthest ahead first. */
function ahead(projects: readonly ToldProject[]): readonly ToldProject[] {
  return byPoints(projects)
    .filter(({ points }) => compare(points, ZERO) >= 0)
    .toSorted((one, other) => compare(other.points, one.points))
    .map(({ project }) => project)
}

/** Projects behind pace, the furthest behind first. */
function behind(projects: readonly ToldProject[]): readonly ToldProject[] {
  return byPoints(projects)
    .filter(({ points }) => compare(points, ZERO) < 0)
    .toSorted((one, other) => compare(one.points, other.points))
    .map(({ project }) => project)
}

/** Projects of which it is known how far they are ahead, by number. */
function byPoints(projects: readonly ToldProject[]) {
  return projects.flatMap((project) => {
    const points = pointsAhead(project)
    return points ? [{ project, points }] : []
  })
}

/** Points not known come last. */
function comparePoints(one: Exact | null, other: Exact | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return compare(one, other)
}

async function moneyRows(ctx: OperationContext, projects: readonly ToldProject[]): Promise<readonly ListRow[]> {
  const units = await namesOfUnits(
    ctx,
    projects.map(({ unitId }) => unitId),
  )
  return projects.map((project) => ({
    number: project.row.number,
    project: project.row.name,
    unit: units.get(project.unitId)?.shortName ?? '',
    year_plan: figureText(whole(project.yearPlan)),
    invested: figureText(whole(project.invested)),
    completion: figureText(shareOf(whole(project.invested), project.yearPlan)),
    pace: figureText(shareOf(project.due, project.yearPlan)),
    gap: figureText(pointsAhead(project)),
  }))
}

async function lightRows(ctx: OperationContext, projects: readonly ToldProject[]): Promise<readonly ListRow[]> {
  const posts = await titlesOfPosts(
    ctx,
    projects.map(({ row }) => row.sponsor_post_id),
  )
  const money = await moneyRows(ctx, projects)
  return projects.map(({ row, light, reason }, index) => {
    const post = row.sponsor_post_id === null ? undefined : posts.get(row.sponsor_post_id)
    return {
      ...money[index],
      leader: post ? `${post.title} ${post.personName}` : '',
      light: zh.lights[light],
      reason: (reason && zh.reasons[reason.code]?.(readableValues(reason.values))) ?? '',
    }
  })
}

type UnitFigure = 'count' | 'year_plan' | 'plan_to_date' | 'invested' | 'completion' | 'pace' | 'ahead_of_pace'

async function unitRows(ctx: OperationContext, projects: readonly ToldProject[]): Promise<readonly ListRow[]> {
  const names = await namesOfUnits(
    ctx,
    projects.map(({ unitId }) => unitId),
  )
  const units = [...groupedBy(projects, ({ unitId }) => unitId)]
    .map(([unitId, own]) => ({ unit: names.get(unitId)?.shortName ?? '', own, done: valueOf('completion', own) }))
    .toSorted((one, other) => comparePoints(other.done, one.done) || (one.unit < other.unit ? -1 : 1))
  const isBetter = (one: Exact | null, other: Exact | null) => one !== null && other !== null && compare(one, other) > 0
  const known = [...units.filter(({ done }) => done !== null), ...units.filter(({ done }) => done === null)]
  return known.map(({ unit, own, done }) => ({
    place: done === null ? null : String(1 + units.filter((each) => isBetter(each.done, done)).length),
    unit,
    count: figureText(valueOf('count', own)),
    year_plan: figureText(valueOf('year_plan', own)),
    plan_to_date: figureText(valueOf('plan_to_date', own)),
    invested: figureText(valueOf('invested', own)),
    completion: figureText(done),
    pace: figureText(valueOf('pace', own)),
    gap: figureText(valueOf('ahead_of_pace', own)),
    red: String(own.filter(({ light }) => light === 'red').length),
    yellow: String(own.filter(({ light }) => light === 'yellow').length),
    green: String(own.filter(({ light }) => light === 'green').length),
  }))
}

function valueOf(figure: UnitFigure, projects: readonly CountedProject[]): Exact | null {
  const rule: FigureRule<CountedProject> = PROJECT_FIGURES[`key_projects.${figure}`].rule
  return rule(projects).value
}

async function startRows(
  ctx: OperationContext,
  projects: readonly ToldProject[],
  period: Period,
): Promise<readonly ListRow[]> {
  const until = earlierDay(lastDay(period), dayOf(ctx.now))
  const overdue = projects
    .filter(({ isStartDue, isStarted }) => isStartDue && !isStarted)
    .map((project) => ({ project, plannedOn: project.row.planned_start_on as Day }))
    .toSorted((one, other) => (one.plannedOn < other.plannedOn ? -1 : one.plannedOn > other.plannedOn ? 1 : 0))
  const units = await namesOfUnits(
    ctx,
    overdue.map(({ project }) => project.unitId),
  )
  return overdue.map(({ project, plannedOn }) => ({
    number: project.row.number,
    project: project.row.name,
    unit: units.get(project.unitId)?.shortName ?? '',
    planned_on: plannedOn,
    days_late: String(daysBetween(plannedOn, until)),
    stage: zh.stages[project.row.stage],
  }))
}
