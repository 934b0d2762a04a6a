import type { Day } from '../../../kernel/day.ts'
import { asPeriod, lastDay, periodYear } from '../../../kernel/period.ts'
import { addUp, earlierDay, type FigureTeller } from '../../../platform/figures.ts'
import { unitsBelow } from '../../organisation/public.ts'
import { projectFigureWords } from '../messages/figures.zh-CN.ts'
import { projectFigureWords as inEnglish } from '../messages/figures.en.ts'
import { type CountedProject, PROJECT_FIGURES } from '../rules/figures.ts'
import { countProjects } from './count-figures.ts'

const LIGHTS: Readonly<Record<string, string>> = {
  'key_projects.red_count': 'red',
  'key_projects.yellow_count': 'yellow',
  'key_projects.green_count': 'green',
}

/** The figures of the key projects of a year: counts, money against plan, starts, completions and lights. */
export const keyProjectsFigures: readonly FigureTeller[] = addUp<CountedProject>({
  figures: PROJECT_FIGURES,
  words: { 'zh-CN': projectFigureWords, en: inEnglish },
  read: countProjects,
  unitOf: ({ unitId }) => unitId,
  unitsBelow,
  asOf: lastMonthKnown,
  path: (id, period, unitIds) => pathOfList(periodYear(period), { light: LIGHTS[id], unitIds }),
})

/** The last day of the latest month somebody reported, where money was reported at all. */
function lastMonthKnown(projects: readonly CountedProject[], until: Day): Day | null {
  const latest = projects
    .flatMap(({ investedMonth }) => investedMonth ?? [])
    .toSorted()
    .at(-1)
  return latest === undefined ? until : earlierDay(lastDay(asPeriod(latest)), until)
}

/** The address of the library narrowed to a year, a light and units. */
export function pathOfList(
  year: number,
  { light, unitIds }: { readonly light?: string | undefined; readonly unitIds?: readonly string[] | null },
): `/${string}` {
  const search = new URLSearchParams([
    ['year', String(year)],
    ...(light === undefined ? [] : [['light', light]]),
    ...(unitIds ?? []).map((unitId) => ['unitId', unitId]),
  ])
  return `/key-projects?${search}`
}
