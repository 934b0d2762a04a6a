import type { ChartGroup } from '../rules/chart.ts'
import type { Words } from './wording.ts'

/** The heading of rows that share a leader, a unit, a chain, a stage or a light; where nobody is named it says so. */
export function headingOf(key: string, group: ChartGroup, texts: Words['chart']): string {
  if (key === '') return texts.nobody[group]
  if (group === 'stage') return texts.stages[key as keyof typeof texts.stages] ?? key
  return group === 'light' ? (texts.lights[key as keyof typeof texts.lights] ?? key) : key
}
