import type { Day } from '../../kernel/day.ts'
import type { SheetOut } from '../../platform/excel/sheet.ts'
import type { Visit } from './contract.ts'
import { projectSupportMessages } from './messages/index.ts'

const { log } = projectSupportMessages['zh-CN']

/** The 包联日志 as a sheet: 日期、项目、发现问题、解决、下次时间, then who went, what was seen and what was promised. */
export function visitLog(
  region: string,
  visits: readonly Visit[],
  about: { readonly today: Day; readonly from: string | null; readonly to: string | null },
): SheetOut {
  return {
    name: log.name,
    title: log.title(region),
    frozenColumns: 2,
    columns: [
      { key: 'visitedOn', heading: log.visitedOn, width: 12, kind: 'day' },
      { key: 'project', heading: log.project, width: 34, kind: 'text' },
      { key: 'problem', heading: log.problem, width: 36, kind: 'text' },
      { key: 'solution', heading: log.solution, width: 30, kind: 'text' },
      { key: 'nextOn', heading: log.nextOn, width: 12, kind: 'day' },
      { key: 'visitor', heading: log.visitor, width: 18, kind: 'text' },
      { key: 'sentence', heading: log.sentence, width: 36, kind: 'text' },
      { key: 'promises', heading: log.promises, width: 36, kind: 'text' },
    ],
    rows: visits.map((visit) => ({
      visitedOn: visit.visitedOn,
      project: visit.projectName,
      problem: visit.problem,
      solution: [log.outcomes[visit.outcome], visit.solution].filter(Boolean).join('：'),
      nextOn: visit.nextOn,
      visitor: visit.visitorTitle,
      sentence: visit.sentence,
      promises: visit.promises.map(({ action, dueOn }) => log.promise(action, dueOn ?? '')).join('\n'),
    })),
    totals: { project: log.total(visits.length) },
    footnotes: [log.basis, log.period(about.from, about.to), log.asOf(about.today)],
    signature: log.signature,
  }
}
