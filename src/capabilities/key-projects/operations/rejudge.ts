import { dayOf } from '../../../kernel/day.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { ruleInForce } from '../../lights/public.ts'
import * as contract from '../contract.ts'
import { reportedFigure } from '../rules/money.ts'
import { listGranted } from '../store/excuses.ts'
import { countOtherRule, keepLights, listAfter } from '../store/lights.ts'
import { type FigureRow, listLatestFigures } from '../store/money.ts'
import { bodyOfRow } from '../store/shape.ts'
import { factsOfRow, judgedYear, judgeProjects, monthsWith, type ProjectToJudge } from './judge.ts'
import type { ProjectRow } from '../store/record.ts'

const AT_ONCE = 500

/** Judges every project of the region as it stands today; a person's version of a record is not touched. */
export const rejudge = implement(contract.rejudgeProjects, async (ctx) => {
  let judged = 0
  let changed = 0
  for (let last = ''; ; ) {
    const rows = await listAfter(ctx, last, AT_ONCE)
    if (rows.length === 0) break
    changed += await judgeRows(ctx, rows)
    judged += rows.length
    last = rows.at(-1)?.id ?? ''
  }
  if (changed > 0)
    ctx.announce('key_projects.rejudged', {
      subject: { kind: 'key_project_lights', id: ctx.scope.region },
      after: { judged, changed },
    })
  return { judged, changed }
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
