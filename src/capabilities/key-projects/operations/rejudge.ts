import { dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { ruleInForce } from '../../lights/public.ts'
import * as contract from '../contract.ts'
import { reportedFigure } from '../rules/money.ts'
import { listGranted } from '../store/excuses.ts'
import { countOtherRule, holdAfter, keepLights } from '../store/lights.ts'
import { type FigureRow, listLatestFigures } from '../store/money.ts'
import { bodyOfRow } from '../store/shape.ts'
import { factsOfRow, judgedYear, judgeProjects, monthsWith, type ProjectToJudge } from './judge.ts'
import type { ProjectRow } from '../store/record.ts'

/** So few that whoever wants to change one of them hardly waits. */
const AT_ONCE = 200

/** Judges a stretch of the library as it stands today, held still meanwhile; a person's version of a record is not touched. */
export const rejudge = implement(contract.rejudgeProjects, async (ctx, { after }) => {
  const rows = await holdAfter(ctx, after ?? '', AT_ONCE)
  const judged = rows.length
  const changed = judged === 0 ? 0 : await judgeRows(ctx, rows)
  if (changed > 0)
    ctx.announce('key_projects.rejudged', {
      subject: { kind: 'key_project_lights', id: ctx.scope.region },
      after: { judged, changed },
    })
  return { judged, changed, next: judged < AT_ONCE ? null : (rows.at(-1)?.id ?? null) }
})

async function judgeRows(ctx: OperationContext, rows: readonly ProjectRow[]): Promise<number> {
  const lights = await judgeProjects(ctx, await projectsOf(ctx, rows))
  return keepLights(ctx, lights)
}

async function projectsOf(ctx: OperationContext, rows: readonly ProjectRow[]): Promise<readonly ProjectToJudge[]> {
  const today = dayOf(ctx.now)
  const ids = rows.map((row) => row.id)
  const facts = rows.map(factsOfRow)
  const years = [...new Set(facts.map((each) => judgedYear(each, today)))]
  const figures = new Map<string, FigureRow[]>()
  for (const figure of await listLatestFigures(ctx, ids, years))
    figures.set(figure.project_id, [...(figures.get(figure.project_id) ?? []), figure])
  const granted = await listGranted(ctx, ids)
  return rows.map((row, index) => {
    const known = facts[index] ?? factsOfRow(row)
    const year = judgedYear(known, today)
    const ofYear = (figures.get(row.id) ?? []).filter((figure) => figure.period.startsWith(String(year)))
    const months = monthsWith(ofYear, reportedFigure(bodyOfRow(row)), year)
    return { id: row.id, facts: known, months, excuses: granted.get(row.id) ?? [] }
  })
}

/** How many projects show a light by another rule than the one in force. */
export const countStale = implement(contract.countStaleLights, async (ctx) => {
  const { code, version } = await ruleInForce(ctx, 'key_project')
  return { count: await countOtherRule(ctx, { code, version }) }
})

/** The operations that judge the whole library. */
export const rejudgeOperations = [rejudge, countStale]
